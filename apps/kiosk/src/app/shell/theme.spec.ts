import { TestBed } from '@angular/core/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { ThemeChoice } from './theme';

describe('ThemeChoice', () => {
  afterEach(() => {
    localStorage.clear();
    delete document.documentElement.dataset['theme'];
  });

  it('follows the device until the household chooses, and then remembers', () => {
    const choice = TestBed.inject(ThemeChoice);
    TestBed.tick();
    expect([choice.theme(), document.documentElement.dataset['theme']]).toEqual(['system', undefined]);
    choice.theme.set('dark');
    TestBed.tick();
    expect([localStorage.getItem('hub.theme'), document.documentElement.dataset['theme']]).toEqual(['dark', 'dark']);
    TestBed.resetTestingModule();
    expect(TestBed.inject(ThemeChoice).theme()).toBe('dark');
  });

  it('forgets a choice taken back and ignores one that it does not know', () => {
    localStorage.setItem('hub.theme', 'purple');
    const choice = TestBed.inject(ThemeChoice);
    expect(choice.theme()).toBe('system');
    choice.theme.set('light');
    TestBed.tick();
    choice.theme.set('system');
    TestBed.tick();
    expect([localStorage.getItem('hub.theme'), document.documentElement.dataset['theme']]).toEqual([null, undefined]);
  });
});

import { TestBed } from '@angular/core/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { GO_TO } from '../shell/reload';
import { ThemeChoice } from '../shell/theme';
import { LookSection } from './look-section';

async function open() {
  const goTo = vi.fn();
  TestBed.configureTestingModule({ providers: [new FakeBackEnd().provider, { provide: GO_TO, useValue: goTo }] });
  const fixture = TestBed.createComponent(LookSection);
  await fixture.whenStable();
  const section = fixture.nativeElement as HTMLElement;
  const choose = (name: string) => {
    const label = Array.from(section.querySelectorAll('label')).find((l) => l.textContent.trim() === name);
    label?.querySelector('input')?.click();
  };
  return { goTo, choose };
}

describe('LookSection', () => {
  afterEach(() => localStorage.clear());

  it('changes the theme', async () => {
    const { choose } = await open();
    choose('Dark');
    expect(TestBed.inject(ThemeChoice).theme()).toBe('dark');
  });

  it('leaves for the same page in Welsh', async () => {
    const { choose, goTo } = await open();
    choose('Cymraeg');
    expect(goTo).toHaveBeenCalledWith('/cy/');
  });
});

import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Navigation } from '../routing/navigation';
import { Frame } from './frame';

async function open() {
  const fixture = TestBed.createComponent(Frame);
  const frame = fixture.nativeElement as HTMLElement;
  document.body.append(frame);
  await fixture.whenStable();
  const link = (name: string) =>
    Array.from(frame.querySelectorAll('a')).find((candidate) => candidate.textContent.trim() === name);
  return { fixture, frame, link };
}

describe('Frame', () => {
  // At a hub, whatever page another spec was on.
  beforeEach(() => localStorage.clear());
  afterEach(() => TestBed.inject(DOCUMENT).defaultView?.history.replaceState(null, '', '/'));

  it('leads only to pages that exist, and marks the one shown', async () => {
    const { frame, link } = await open();
    const names = Array.from(frame.querySelectorAll('nav a'), (a) => a.textContent.trim());
    expect(names).toEqual(['Now', 'Forecast', 'Household', 'Community', 'Settings']);
    expect(link('Now')?.getAttribute('aria-current')).toBe('page');
  });

  it('goes to a page without loading anew, and moves the focus there', async () => {
    const { fixture, frame, link } = await open();
    link('Settings')?.click();
    await fixture.whenStable();
    expect(location.pathname).toBe('/settings');
    expect(link('Settings')?.getAttribute('aria-current')).toBe('page');
    expect(document.activeElement).toBe(frame.querySelector('main'));
  });

  it('leads to the same page in the other language', async () => {
    const { fixture, link } = await open();
    TestBed.inject(Navigation).go('/settings');
    await fixture.whenStable();
    expect(link('Cymraeg')?.getAttribute('href')).toBe('/cy/settings');
    expect(link('Cymraeg')?.lang).toBe('cy');
  });

  it('follows the back button', () => {
    const navigation = TestBed.inject(Navigation);
    navigation.go('/settings');
    history.replaceState(null, '', '/');
    window.dispatchEvent(new PopStateEvent('popstate'));
    expect(navigation.page().path).toBe('/');
  });
});

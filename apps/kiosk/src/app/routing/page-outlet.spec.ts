import { Component, signal, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RELOAD } from '../shell/reload';
import { Navigation } from './navigation';
import { LOAD_PAGE } from './page-components';
import { PageOutlet } from './page-outlet';
import { type Page } from './pages';

@Component({ selector: 'hub-first-page', template: 'first' })
class First {}

@Component({ selector: 'hub-second-page', template: 'second' })
class Second {}

const first: Page = { path: '/', icon: 'now', name: 'One' };
const second: Page = { path: '/two', icon: 'now', name: 'Two' };
const broken: Page = { ...second, name: 'Broken' };
const slow: Page = { ...second, name: 'Slow' };

function open() {
  const page = signal<Page>(first);
  const reload = vi.fn();
  let arrive: (page: Type<unknown>) => void = () => undefined;
  const load = (wanted: Page) => {
    if (wanted === first) return First;
    if (wanted === broken) return Promise.reject(new Error('hub is off'));
    return wanted === slow ? new Promise<Type<unknown>>((resolve) => (arrive = resolve)) : Promise.resolve(Second);
  };
  TestBed.configureTestingModule({
    providers: [
      { provide: Navigation, useValue: { page } },
      { provide: RELOAD, useValue: reload },
      { provide: LOAD_PAGE, useValue: load },
    ],
  });
  const fixture = TestBed.createComponent(PageOutlet);
  const element = fixture.nativeElement as HTMLElement;
  const show = async (next: Page) => {
    page.set(next);
    await vi.waitFor(() => expect(document.title).toBe(`${next.name} · CydYnni`));
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
    return element.textContent.trim();
  };
  return { page, element, reload, show, arrive: () => arrive(Second) };
}

describe('PageOutlet', () => {
  afterEach(() => vi.restoreAllMocks());

  it('shows a page at hand, and one that has to be fetched', async () => {
    const { show } = open();
    expect(await show(first)).toBe('first');
    expect(await show(second)).toBe('second');
    expect(await show(first)).toBe('first');
  });

  it('says so when a page cannot be fetched, and recovers', async () => {
    vi.spyOn(console, 'error').mockReturnValue(undefined);
    const { show, element, reload } = open();
    expect(await show(broken)).toContain('This page could not be loaded');
    element.querySelector('button')?.click();
    expect(reload).toHaveBeenCalledTimes(1);
    expect(await show(first)).toBe('first');
  });

  it('drops a page that arrives after another was asked for', async () => {
    const { show, arrive } = open();
    await show(slow);
    expect(await show(first)).toBe('first');
    arrive();
    expect(await show(first)).toBe('first');
  });
});

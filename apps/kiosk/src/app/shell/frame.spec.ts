import { TestBed } from '@angular/core/testing';
import { type Routes, Router } from '@angular/router';
import { Component } from '@angular/core';
import { waitFor } from '@testing-library/dom';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../app';
import { FakeBackEnd } from '../back-end.fake';
import { openPart } from '../open-page.fake';
import { GO_TO } from '../routing/reload';

@Component({ selector: 'hub-slow-page', template: 'slow' })
class SlowPage {}

const hub = { where: 'hub', user: null, claimed: true };
const member = { where: 'server', user: { name: 'm@example.org' }, claimed: true };

/** The whole display at an address, for the one who asks. `more`: routes beside its own. */
async function open(address: string, who: object = hub, more: Routes = []) {
  const goTo = vi.fn();
  const opened = await openPart(App, new FakeBackEnd().json('GET whoami', who), {
    hub: Object.assign(new (await import('../home/hub.fake')).FakeHub(), { start: () => () => undefined }),
    providers: [{ provide: GO_TO, useValue: goTo }],
  });
  const router = TestBed.inject(Router);
  router.resetConfig([...more, ...router.config]);
  await router.navigateByUrl(address);
  const shown = (title: string) => waitFor(() => expect(document.title).toBe(`${title} · CydYnni`));
  const entries = () => opened.page.queryAllByRole('link').filter((link) => link.closest('nav') !== null);
  return { ...opened, goTo, router, shown, names: () => entries().map(({ textContent }) => textContent.trim()) };
}

/** What `styles/frame.css` says of a phone: the display's styles are not among a spec's. */
const phone = document.createElement('style');
phone.textContent = 'nav:not(.all) .rest { display: none }';

beforeEach(() => document.head.append(phone));
afterEach(() => {
  phone.remove();
  localStorage.clear();
  vi.restoreAllMocks();
});

describe('the frame of a hub', () => {
  it('leads only to pages that exist, and marks the one shown', async () => {
    const { page, user, names, shown } = await open('/');
    await shown('Home');
    expect(names()).toEqual(['Home', 'Forecast', 'Devices', 'Household']);
    await user.click(page.getByRole('button', { name: 'More' }));
    await page.findByRole('link', { name: 'Settings' });
    expect(names()).toEqual(['Home', 'Forecast', 'Devices', 'Household', 'Community', 'Settings']);
    expect(page.getByRole('link', { name: 'Home' }).getAttribute('aria-current')).toBe('page');
  });

  it('goes to a page without loading everything again, and moves the focus there', async () => {
    const { page, user, router, shown } = await open('/');
    await user.click(page.getByRole('button', { name: 'More' }));
    await user.click(await page.findByRole('link', { name: 'Settings' }));
    await shown('Settings');
    await user.click(page.getByRole('button', { name: 'More' }));
    const settings = await page.findByRole('link', { name: 'Settings' });
    await waitFor(() => expect(settings.getAttribute('aria-current')).toBe('page'));
    expect(router.url).toBe('/settings');
    expect(document.activeElement).toBe(page.getByRole('main'));
  });

  it('leads to the same view in the other language', async () => {
    const { page } = await open('/household?period=month&date=2026-10&unit=pounds');
    await waitFor(() =>
      expect(page.getByRole('link', { name: 'Cymraeg' }).getAttribute('href')).toBe(
        '/cy/household?period=month&date=2026-10&unit=pounds',
      ),
    );
    expect(page.getByRole('link', { name: 'Cymraeg' }).lang).toBe('cy');
  });

  it('knows Setup, which is not in the navigation, and leads an unknown address to the first page', async () => {
    const { router, shown } = await open('/setup');
    await shown('Setup');
    await router.navigateByUrl('/nothing/here');
    await shown('Home');
    expect(router.url).toBe('/');
  });

  it('shows that a page is on its way, and says so when it cannot be had', async () => {
    vi.spyOn(console, 'error').mockReturnValue(undefined);
    let arrive: () => void = () => undefined;
    const slow = {
      path: 'slow',
      title: 'Slow',
      loadComponent: () => new Promise<typeof SlowPage>((resolve) => (arrive = () => resolve(SlowPage))),
    };
    const broken = { path: 'broken', loadComponent: () => Promise.reject(new Error('hub is off')) };
    const { page, user, router, root, goTo, shown } = await open('/', hub, [slow, broken]);
    const going = router.navigateByUrl('/slow');
    await page.findByRole('progressbar', { name: 'Loading the page' });
    arrive();
    await going;
    await shown('Slow');
    await waitFor(() => expect(page.queryByRole('progressbar')).toBeNull());

    await router.navigateByUrl('/broken').catch(() => undefined);
    expect((await page.findByRole('alert')).textContent).toContain('This page could not be loaded');
    expect(root.textContent).toContain('slow');
    await user.click(page.getByRole('button', { name: 'Try again' }));
    expect(goTo).toHaveBeenCalledWith('/broken');
    await router.navigateByUrl('/');
    await waitFor(() => expect(page.queryByRole('alert')).toBeNull());
  });
});

describe('the frame of the server', () => {
  it('has neither Home nor Setup nor Settings, and begins with the forecast', async () => {
    const { names, router, shown } = await open('/', member);
    await shown('Forecast');
    expect(names()).toEqual(['Forecast', 'Household', 'Community', 'Account']);
    await router.navigateByUrl('/setup');
    await shown('Forecast');
    expect(router.url).toBe('/forecast');
  });

  it('asks to sign in first, whatever the address, and remembers that it is no hub', async () => {
    const { names, router, shown } = await open('/household?period=month', { ...member, user: null });
    await shown('Sign in');
    expect([names(), router.url]).toEqual([[], '/household?period=month']);
    expect(localStorage.getItem('hub.where')).toBe('server');
  });
});

import { gzipSync } from 'node:zlib';
import type { Response } from '@playwright/test';
import { expect, test } from '../support/fixtures';

const JAVASCRIPT_LIMIT = 120_000;
const TOTAL_LIMIT = 200_000;

test('the first view is small and asks no other host for anything', async ({ hub, page }) => {
  const foreign: string[] = [];
  const sizing: Promise<{ url: string; script: boolean; gzipBytes: number }>[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== hub.url) foreign.push(request.url());
  });
  const measure = (response: Response): void => {
    const path = new URL(response.url()).pathname;
    if (path.startsWith('/api/') || !response.ok()) return;
    sizing.push(
      response.body().then((body) => ({ url: path, script: path.endsWith('.js'), gzipBytes: gzipSync(body).length })),
    );
  };
  page.on('response', measure);
  await hub.gateway.publishLive(300);
  await page.goto(hub.url);
  await expect(page.locator('hub-power-figure')).toContainText('300');
  // What the page fetches later has no end to wait for: the body of such an answer is gone with the test.
  page.off('response', measure);
  const sizes = await Promise.all(sizing);

  const sum = (rows: typeof sizes) => rows.reduce((total, row) => total + row.gzipBytes, 0);
  // What the page itself names; the parts of it that come after the first view are reported, not counted.
  const html = await (await fetch(hub.url)).text();
  const scripts = sizes.filter((row) => row.script && html.includes(row.url.slice(1)));
  console.log(
    `first view: ${sum(scripts)} B of JavaScript gzipped, ${sum(sizes)} B with what comes after it, ${sizes.length} files`,
  );
  expect(scripts.length).toBeGreaterThan(0);
  expect(sum(scripts)).toBeLessThanOrEqual(JAVASCRIPT_LIMIT);
  expect(sum(sizes)).toBeLessThanOrEqual(TOTAL_LIMIT);
  expect(foreign).toEqual([]);
});

test('files are sent compressed, hashed ones are kept for good, pages are asked for again', async ({ hub }) => {
  const home = await fetch(hub.url, { headers: { 'accept-encoding': 'br' } });
  expect(home.headers.get('content-encoding')).toBe('br');
  expect(home.headers.get('cache-control')).toContain('no-cache');
  const script = /src="([^"]+\.js)" type="module"/.exec(await home.text())?.[1];
  const file = await fetch(new URL(script ?? 'missing.js', hub.url), { headers: { 'accept-encoding': 'br' } });
  expect(file.status).toBe(200);
  expect(file.headers.get('content-encoding')).toBe('br');
  expect(file.headers.get('cache-control')).toContain('immutable');
});

test('a deep address answers with the page, a missing file with 404, an unknown API path with the error body', async ({
  hub,
}) => {
  const person = { headers: { accept: 'text/html' } };
  expect((await fetch(`${hub.url}/settings`, person)).status).toBe(200);
  expect((await fetch(`${hub.url}/cy/settings`, person)).status).toBe(200);
  expect((await fetch(`${hub.url}/nothing-here.js`)).status).toBe(404);
  const unknown = await fetch(`${hub.url}/api/v1/nothing`);
  expect(unknown.status).toBe(404);
  const body = (await unknown.json()) as { error: Record<string, string> };
  expect(Object.keys(body.error).toSorted()).toEqual(['action', 'code', 'correlationId', 'message']);
});

test('switching the language keeps the page; switching the theme is kept over a reload', async ({ hub, page }) => {
  await page.goto(`${hub.url}/settings`);
  await page.getByRole('link', { name: 'Cymraeg' }).click();
  await expect(page).toHaveURL(/\/cy\/settings$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'cy');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(/[^y]\/settings$/);

  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  expect(await background()).toBe(dark);
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useServices } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HubFixture } from '../spec/hub-fixture';

const services = useServices({ beforeAll, afterAll });
let dir: string;
let hub: HubFixture;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'language-'));
  mkdirSync(join(dir, 'cy'));
  writeFileSync(join(dir, 'index.html'), '<html lang="en">');
  writeFileSync(join(dir, 'cy/index.html'), '<html lang="cy">');
  hub = await HubFixture.start(services(), { HUB_KIOSK_DIR: dir, HUB_LOCALE: 'cy' });
});
afterAll(async () => {
  await hub.stop();
  rmSync(dir, { recursive: true });
});

const open = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(hub.url + path, {
    redirect: 'manual',
    headers: { accept: 'text/html', 'accept-language': 'en-GB', ...headers },
  });

it('a Welsh household comes to Welsh pages, and an English reader among them stays with English', async () => {
  const first = await open('/');
  expect([first.status, first.headers.get('location')]).toEqual([302, '/cy/']);
  const welsh = await open('/cy/');
  expect(await welsh.text()).toContain('lang="cy"');
  const chosen = await open('/', { referer: `${hub.url}/cy/`, cookie: 'hub_language=cy' });
  expect(await chosen.text()).toContain('lang="en"');
  const [cookie = ''] = chosen.headers.getSetCookie();
  expect(cookie).toMatch(/^hub_language=en; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/);
  expect((await open('/', { cookie: 'hub_language=en' })).status).toBe(200);
  const deep = await open('/household?period=month&date=2026-10', { cookie: 'hub_language=cy' });
  expect(deep.headers.get('location')).toBe('/cy/household?period=month&date=2026-10');
});

it('a page of another site chooses nothing', async () => {
  const answer = await open('/', { referer: 'http://elsewhere.example/cy/' });
  expect(answer.status).toBe(302);
  expect(answer.headers.getSetCookie()).toEqual([]);
});

it('who only looks whether the page is there finds it', async () => {
  expect((await open('/', { accept: '*/*' })).status).toBe(200);
  expect((await open('/api/v1/feeds')).status).toBe(200);
});

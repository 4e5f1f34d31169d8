import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ErrorBody, FeedData, FeedList, Health, InputList } from '@hub/contracts';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { gridTime, HubFixture } from '../spec/hub-fixture';

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
let kiosk: string;

beforeAll(async () => {
  kiosk = await mkdtemp(join(tmpdir(), 'hub-kiosk-'));
  await mkdir(join(kiosk, 'cy'));
  await writeFile(join(kiosk, 'index.html'), '<title>en</title>');
  await writeFile(join(kiosk, 'cy/index.html'), '<title>cy</title>');
  await writeFile(join(kiosk, 'main-ABCD1234.js'), 'plain');
  await writeFile(join(kiosk, 'main-ABCD1234.js.gz'), gzipSync('compressed'));
  hub = await HubFixture.start(services(), { HUB_KIOSK_DIR: kiosk });
});
afterAll(async () => {
  await hub.stop();
  await rm(kiosk, { recursive: true, force: true });
});

const json = async (path: string): Promise<unknown> => (await hub.get(path)).json();
const page = { accept: 'text/html' };

describe('answers', () => {
  it('are what the contracts say', async () => {
    const start = gridTime(600);
    await hub.log('http', 'a');
    await hub.publisher.publish('emon/http', JSON.stringify({ time: start, a: 1.5 }));
    await hub.publisher.publish('emon/http', JSON.stringify({ time: start + 20, a: 2.5 }));
    const feed = await waitFor(
      async () => (await hub.feed('http', 'a'))?.last?.value === 2.5 && (await hub.feed('http', 'a')),
      { what: 'the feed' },
    );
    expect(z.parse(InputList, await json('/api/v1/inputs')).inputs).toMatchObject([
      { node: 'http', name: 'a', value: 2.5, feedId: feed.id },
    ]);
    expect(z.parse(FeedList, await json('/api/v1/feeds')).feeds).toMatchObject([
      { tag: 'http', startTime: start, points: 3 },
    ]);
    expect(z.parse(Health, await json('/api/v1/health'))).toMatchObject({
      status: 'ok',
      ingest: { accepted: 2, stored: 2 },
    });
    const window = `start=${start}&end=${start + 20}&interval=10`;
    expect(z.parse(FeedData, await json(`/api/v1/feeds/${feed.id}/data?${window}`))).toEqual({
      feedId: feed.id,
      unit: '',
      intervalS: 10,
      points: [
        [start, 1.5],
        [start + 10, null],
        [start + 20, 2.5],
      ],
    });
    const csv = await hub.get(`/api/v1/feeds/${feed.id}/data?${window}&format=csv`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(await csv.text()).toMatch(
      /^instant,local,value\n[\dTZ:-]{20},[\d :-]{19},1.5\n[\dTZ:-]{20},[\d :-]{19},\n[\dTZ:-]{20},[\d :-]{19},2.5\n$/,
    );
    expect(
      z.parse(
        FeedData,
        await json(
          `/api/v1/feeds/${feed.id}/data?start=${start - 86_400}&end=${start - 80_000}&interval=60&skipmissing=1`,
        ),
      ).points,
    ).toEqual([]);
  });

  it.each([
    ['/api/v1/feeds/9999/data?start=0&end=1000&interval=10', 404, 'HUB_FEED_UNKNOWN'],
    ['/api/v1/feeds/x/data?start=0&end=1000&interval=10', 400, 'HUB_BAD_REQUEST'],
    ['/api/v1/feeds/1/data', 400, 'HUB_BAD_REQUEST'],
    ...['0x1', '1e0', '+1', '%201', '1%20', '01', '1.0', '-1', '', '4294967296', '1%00', '%D9%A1'].map(
      (id): [string, number, string] => [
        `/api/v1/feeds/${id}/data?start=0&end=1000&interval=10`,
        id === '' ? 404 : 400,
        id === '' ? 'HUB_NOT_FOUND' : 'HUB_BAD_REQUEST',
      ],
    ),
    ...['', '0x10', '1e3', '+5', '%205', '05'].map((start): [string, number, string] => [
      `/api/v1/feeds/1/data?start=${start}&end=1000&interval=10`,
      400,
      'HUB_BAD_REQUEST',
    ]),
    ['/api/v1/feeds/1/data?start=10&end=10&interval=10', 400, 'HUB_BAD_REQUEST'],
    ['/api/v1/feeds/1/data?start=0&end=1000000000&interval=10', 400, 'HUB_TOO_MANY_ROWS'],
    ['/api/v1/feeds/1/data?start=0&end=1000&interval=10&timezone=Europe/Bangor', 400, 'HUB_BAD_REQUEST'],
    ['/api/v1/nothing', 404, 'HUB_NOT_FOUND'],
    ['/main-00000000.js', 404, 'HUB_NOT_FOUND'],
  ])('%s is refused with code, action and correlation id', async (path, status, code) => {
    const answer = await hub.get(path, { 'x-correlation-id': 'asked-by-test' });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('x-correlation-id')).toBe('asked-by-test');
    expect(z.parse(ErrorBody, await answer.json()).error).toMatchObject({ code, correlationId: 'asked-by-test' });
  });

  it('have a correlation id of their own where the caller has none, or a bad one', async () => {
    for (const given of ['', 'no good\tid']) {
      const answer = await hub.get('/health/live', given ? { 'x-correlation-id': given } : {});
      expect(answer.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('describe themselves, for programs and for people', async () => {
    expect(await json('/api/docs')).toMatchObject({ openapi: expect.stringMatching(/^3/) });
    expect(await (await hub.get('/api/docs', page)).text()).toContain('/api/v1/feeds/{id}/data');
  });
});

describe('the page', () => {
  it('is sent compressed, and for ever where its name holds its hash', async () => {
    const script = await hub.get('/main-ABCD1234.js', { 'accept-encoding': 'gzip' });
    expect(await script.text()).toBe('compressed');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(await (await hub.get('/main-ABCD1234.js', { 'accept-encoding': 'identity' })).text()).toBe('plain');
    expect((await hub.get('/', page)).headers.get('cache-control')).toBe('no-cache');
  });

  it.each([
    ['/', 'en'],
    ['/history', 'en'],
    ['/cy/', 'cy'],
    ['/cy/history', 'cy'],
  ])('%s is the page in %s', async (path, language) => {
    const answer = await hub.get(path, page);
    expect([answer.status, await answer.text()]).toEqual([200, `<title>${language}</title>`]);
    expect(answer.headers.get('content-type')).toContain('text/html');
  });

  it('may load from this hub only, and does not ask for HTTPS', async () => {
    const { headers } = await hub.get('/', page);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('does not give away files beside it', async () => {
    const answer = await hub.get('/..%2f..%2fetc/passwd', page);
    expect(await answer.text()).not.toContain('root:');
  });
});

import { connect } from 'node:net';
import { request } from 'node:http';
import { ErrorBody } from '@hub/contracts';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type HubFixture } from '../spec/hub-fixture';
import { startOwnedHub } from '../spec/owner';

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
let owner: Readonly<Record<string, string>>;
beforeAll(async () => {
  ({ hub, owner } = await startOwnedHub(services()));
});
afterAll(() => hub.stop());

/** `fetch` sets `Host` and the headers of a browser by itself. */
const ask = (path: string, headers: Readonly<Record<string, string>>, method = 'GET'): Promise<[number, string]> =>
  new Promise((resolve, reject) => {
    const sent = request(hub.url + path, { method, headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () => {
        const body = z.safeParse(ErrorBody, text.startsWith('{') ? JSON.parse(text) : null);
        resolve([answer.statusCode ?? 0, body.success ? body.data.error.code : '']);
      });
    });
    sent.on('error', reject).end();
  });
const send = (method: string, path: string, body: unknown, headers: Readonly<Record<string, string>> = owner) =>
  fetch(hub.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const code = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  z.parse(ErrorBody, await answer.json()).error.code,
];

describe('the name of a request', () => {
  it.each(['cydynni.local', 'cydynni', 'localhost:8080', '192.168.1.7', '[::1]'])('%s is the hub’s', async (host) => {
    expect((await ask('/api/v1/feeds', { host }))[0]).toBe(200);
  });

  it.each(['rebind.evil.example', 'cydynni.evil.example', '192.168.1.7.evil.example'])(
    '%s is not, for reading, for the page and for signing in',
    async (host) => {
      for (const path of ['/api/v1/feeds', '/', '/feed/list.json', '/health'])
        expect(await ask(path, { host })).toEqual([421, 'HUB_UNKNOWN_HOST']);
      const foreign = { host, origin: `http://${host}` };
      expect(await ask('/api/v1/session', foreign, 'POST')).toEqual([421, 'HUB_UNKNOWN_HOST']);
    },
  );
});

/** The first line of the answer to what no client of Node would send. */
const answerTo = (...lines: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(hub.url);
    let text = '';
    const socket = connect(Number(port), hostname, () =>
      socket.write([...lines, 'Connection: close', '', ''].join('\r\n')),
    );
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.on('end', () => resolve(text.split('\r\n')[0] ?? '')).on('error', reject);
  });

describe('a request that names two hosts', () => {
  const OWN = 'Host: cydynni.local';
  it.each([
    ['a foreign one behind its own', ['GET /api/v1/feeds HTTP/1.1', OWN, 'Host: rebind.evil.example']],
    ['a foreign one before its own', ['GET /api/v1/feeds HTTP/1.1', 'Host: rebind.evil.example', OWN]],
    ['a foreign one in a whole address', ['GET http://rebind.evil.example/api/v1/feeds HTTP/1.1', OWN]],
    ['a foreign one after a name in it', ['GET http://cydynni.local@rebind.evil.example/api/v1/feeds HTTP/1.1', OWN]],
    ['a foreign one in a whole address of emonCMS', ['GET https://rebind.evil.example/feed/list.json HTTP/1.1', OWN]],
    [
      'its own only in what proxies add',
      ['GET /api/v1/feeds HTTP/1.1', 'Host: evil.example', 'X-Forwarded-Host: cydynni.local'],
    ],
  ])('%s is refused', async (_, lines) => {
    expect(await answerTo(...lines)).toMatch(/^HTTP\/1\.1 421 /);
  });

  it('is answered where both are the hub’s', async () => {
    expect(await answerTo('GET http://cydynni.local/api/v1/feeds HTTP/1.1', OWN)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('a page of another site', () => {
  it.each([
    '/api/v1/feeds/1/data?start=0&end=1&interval=1',
    '/api/v1/live',
    '/feed/data.json?id=1',
    '/emoncms/input/get',
  ])('fetches nothing from %s', async (path) => {
    expect(await ask(path, { 'sec-fetch-site': 'cross-site' })).toEqual([403, 'HUB_FOREIGN_PAGE']);
  });

  it('may link to the hub’s page, and the hub’s own page may fetch', async () => {
    expect((await ask('/', { 'sec-fetch-site': 'cross-site' }))[0]).toBe(404);
    expect((await ask('/api/v1/feeds', { 'sec-fetch-site': 'same-origin' }))[0]).toBe(200);
  });
});

describe('reading without signing in', () => {
  it('is closed and opened by the owner, and takes effect at once', async () => {
    expect((await hub.get('/api/v1/feeds')).status).toBe(200);
    expect((await send('PUT', '/api/v1/access/settings', { openReading: false })).status).toBe(200);
    expect(await code(await hub.get('/api/v1/feeds'))).toEqual([401, 'SIGN_IN_NEEDED']);
    expect(await code(await hub.get('/api/v1/live'))).toEqual([401, 'SIGN_IN_NEEDED']);
    expect((await hub.get('/api/v1/feeds', owner)).status).toBe(200);
    expect((await hub.get('/health')).status).toBe(200);
    await hub.stopHub();
    await hub.startHub();
    await waitFor(async () => (await hub.get('/health/ready')).ok, { what: 'a ready hub' });
    expect((await hub.get('/api/v1/feeds')).status).toBe(401);
    expect((await send('PUT', '/api/v1/access/settings', { openReading: true })).status).toBe(200);
    expect((await hub.get('/api/v1/feeds')).status).toBe(200);
  });
});

describe('a body', () => {
  it('of eight megabytes is not read for a key that is not ours', async () => {
    const head = 'POST /feed/upload.json?apikey=guessed HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000000\r\n\r\n';
    expect(await firstLine(head)).toContain('401');
    const chunked = 'POST /input/bulk HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n';
    expect(await firstLine(chunked)).toContain('401');
  });

  it('of something for the owner is not read before the owner has signed in', async () => {
    const head =
      'PUT /api/v1/update/bundle HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\nContent-Length: 90000000\r\n\r\n';
    expect(await firstLine(head)).toContain('401');
  });

  it('that never comes leaves room for others: the ninth of one caller is refused', async () => {
    const head =
      'POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{';
    const silent = Array.from({ length: 8 }, () => open(head));
    try {
      await waitFor(async () => (await code(await send('POST', '/api/v1/session', {})))[1] === 'HUB_BUSY', {
        what: 'a refusal',
      });
      expect((await hub.get('/health/live')).status).toBe(200);
    } finally {
      for (const socket of silent) socket.destroy();
    }
    await waitFor(async () => (await code(await send('POST', '/api/v1/session', {})))[0] === 400, { what: 'room' });
  });
});

function open(text: string) {
  const { port } = new URL(hub.url);
  const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
  socket.on('error', () => undefined);
  return socket;
}

/** The first line of the answer to half a request. */
function firstLine(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = open(text);
    socket.once('data', (data: Buffer) => {
      resolve(data.toString().split('\r\n', 1)[0] ?? '');
      socket.destroy();
    });
  });
}

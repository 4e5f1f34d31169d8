import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Authority, openAuthority } from '@hub/adapters/authority';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCommunity } from './community-server';

type Answer = (response: ServerResponse) => void;

let dir: string;
let authority: Authority;
let stranger: Authority;
let server: Server;
let answer: Answer = (response) => response.end();
let asked = 0;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'community-'));
  authority = await openAuthority(join(dir, 'own'), 'own');
  stranger = await openAuthority(join(dir, 'stranger'), 'stranger');
  const { keyFile, certFile } = await authority.ownCertificate('server', ['localhost']);
  const [key, cert] = await Promise.all([readFile(keyFile), readFile(certFile)]);
  server = createServer({ key, cert }, (_, response) => {
    asked += 1;
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
}, 60_000);
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(dir, { recursive: true });
});

const url = () => `https://localhost:${(server.address() as AddressInfo).port}`;
const json = (body: unknown, status = 200): Answer => {
  return (response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
const refused = { error: { code: 'HUB_TAKEN', message: 'It is.', action: 'Ask.', correlationId: 'x' } };

async function asking(as: Answer, authorities = [authority.certificate]): Promise<unknown> {
  answer = as;
  const community = openCommunity({ url: url(), authorities });
  try {
    return await community.series();
  } catch (error) {
    return error;
  } finally {
    community.close();
  }
}

async function bytes(as: Answer, first: number, end: number): Promise<unknown> {
  answer = as;
  const community = openCommunity({ url: url(), authorities: [authority.certificate] });
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of community.data(1, { first, end })) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  } catch (error) {
    return error;
  } finally {
    community.close();
  }
}

it('reads an answer', async () => {
  expect(await asking(json({ series: [] }))).toEqual({ series: [] });
});

it('says nothing to a server that is not vouched for', async () => {
  const before = asked;
  expect(await asking(json({ series: [] }), [stranger.certificate])).toMatchObject({ code: 'SERVER_NOT_TRUSTED' });
  expect(await asking(json({ series: [] }), [])).toMatchObject({ code: 'SERVER_NOT_TRUSTED' });
  expect(asked).toBe(before);
});

it.each<[string, Answer, string]>([
  ['a page', (r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<html>'), 'SERVER_NOT_UNDERSTOOD'],
  ['another way', (r) => r.writeHead(302, { location: 'http://portal' }).end(), 'SERVER_NOT_UNDERSTOOD'],
  ['a page that says no', (r) => r.writeHead(403, { 'content-type': 'text/html' }).end('no'), 'SERVER_NOT_UNDERSTOOD'],
  ['another shape', json({ series: [{ id: 'one' }] }), 'SERVER_NOT_UNDERSTOOD'],
  [
    'half of JSON',
    (r) => r.writeHead(200, { 'content-type': 'application/json' }).end('{"ser'),
    'SERVER_NOT_UNDERSTOOD',
  ],
  ['trouble', json({}, 500), 'SERVER_BUSY'],
  ['too many', json({}, 429), 'SERVER_BUSY'],
  ['nothing', (r) => r.destroy(), 'SERVER_UNREACHABLE'],
  [
    'half of what it promised',
    (r) => {
      r.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      r.write('{"series"', () => r.destroy());
    },
    'SERVER_UNREACHABLE',
  ],
])('takes %s for what it is', async (_, as, code) => {
  const error = await asking(as);
  expect(error).toMatchObject({ code });
  expect((error as { action: string }).action).not.toBe('');
});

it('passes a refusal on in the server’s words', async () => {
  expect(await asking(json(refused, 409))).toMatchObject({
    code: 'SERVER_REFUSED',
    message: 'It is.',
    action: 'Ask.',
    refusal: { status: 409, reason: 'HUB_TAKEN' },
  });
});

it('takes exactly the bytes that it asked for', async () => {
  const part = (range: string, text: string, status = 206): Answer => {
    return (response) => response.writeHead(status, { 'content-range': range }).end(text);
  };
  expect(await bytes(part('bytes 4-7/9', 'abcd'), 4, 8)).toBe('abcd');
  for (const wrong of [
    part('bytes 0-3/9', 'abcd'),
    part('bytes 4-7/9', 'abcd', 200),
    part('bytes 4-7/9', 'abc'),
    part('bytes 4-7/9', 'abcde'),
  ])
    expect(await bytes(wrong, 4, 8)).toMatchObject({ code: 'SERVER_NOT_UNDERSTOOD' });
});

it('cannot be reached where no one listens, and when it was closed', async () => {
  const community = openCommunity({ url: 'https://localhost:1', authorities: [authority.certificate] });
  await expect(community.live()).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' });
  const open = openCommunity({ url: url(), authorities: [authority.certificate] });
  let reached: (() => void) | undefined;
  const arrival = new Promise<void>((resolve) => (reached = resolve));
  answer = () => reached?.();
  const waiting = open.live();
  const outcome = expect(waiting).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' });
  await arrival;
  open.close();
  await outcome;
});

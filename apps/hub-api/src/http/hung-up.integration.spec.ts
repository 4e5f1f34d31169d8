import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { useServices, waitFor } from '@hub/testing';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gridTime, type HubFixture } from '../spec/hub-fixture';
import { startOwnedHub } from '../spec/owner';

const services = useServices({ beforeAll, afterAll });
const AT_ONCE = 30;
let hub: HubFixture;
let owner: Readonly<Record<string, string>>;
let feed: number;
beforeAll(async () => {
  ({ hub, owner } = await startOwnedHub(services()));
  await hub.log('hung', 'a');
  await hub.publisher.publish('emon/hung', JSON.stringify({ time: gridTime(600), a: 1 }));
  feed = await waitFor(async () => (await hub.feed('hung', 'a'))?.id, { what: 'the feed' });
});
afterAll(() => hub.stop());

/** Sockets and files of this process, which is the hub's too. */
const open = () => readdirSync('/proc/self/fd').length;

/** Sends, waits for the first byte of an answer where one is to come, and hangs up without a word. */
const hangUp = (text: string, waits: boolean): Promise<void> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(hub.url);
    const socket = connect(Number(port), hostname);
    const end = () => {
      socket.resetAndDestroy();
      resolve();
    };
    socket.once('error', reject).once('connect', () => socket.write(text, () => (waits ? undefined : end())));
    socket.once('data', end);
  });

const head = (line: string, ...headers: string[]): string =>
  [
    `${line} HTTP/1.1`,
    'Host: localhost',
    ...Object.entries(owner).map(([k, v]) => `${k}: ${v}`),
    ...headers,
    '',
    '',
  ].join('\r\n');

const cases = (): readonly (readonly [what: string, text: string, waits: boolean])[] => [
  ['headers', 'GET /api/v1/feeds HTTP/1.1\r\nHost: local', false],
  [
    'a body of JSON',
    `${head('POST /api/v1/session', 'Content-Type: application/json', 'Content-Length: 900')}{"name":`,
    false,
  ],
  [
    'a body in chunks',
    `${head('POST /api/v1/session', 'Content-Type: application/json', 'Transfer-Encoding: chunked')}5\r\n{"nam`,
    false,
  ],
  ['readings', `${head('POST /input/bulk', 'Content-Type: text/plain', 'Content-Length: 4000')}[[0,"a",1`, false],
  ['a change of the database', head('DELETE /api/v1/inputs/4294967295'), false],
  ['rows of a feed', head(`GET /api/v1/feeds/${feed}/data?start=0&end=4000000000&interval=10&format=csv`), true],
  ['the live stream', head('GET /api/v1/live'), true],
];

it('who hangs up in the middle leaves no connection, file, transaction or login of the database behind', async () => {
  const { socket: socketPath, user, name: database } = services().database;
  const look = await createConnection({ socketPath, user, database });
  try {
    const before = open();
    for (const [, text, waits] of cases())
      await Promise.all(Array.from({ length: AT_ONCE }, () => hangUp(text, waits)));
    // The pool of the hub opens up to four logins, and keeps them.
    await waitFor(() => open() <= before + 4, { what: 'files and sockets of before', timeoutMs: 30_000 });
    // A transaction that was left open would hold its rows.
    for (const table of ['input', 'feed', 'user'])
      expect(await look.query(`SELECT * FROM ${table} FOR UPDATE NOWAIT`)).toHaveLength(2);
    expect((await hub.get('/api/v1/feeds')).status).toBe(200);
    expect((await hub.get('/health/live')).status).toBe(200);
  } finally {
    await look.end();
  }
});

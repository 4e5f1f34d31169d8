import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { unseal } from '@hub/adapters/archive';
import { openDatabase } from '@hub/adapters/hub-database';
import { encodeMeta } from '@hub/domain/series';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refusal, send } from '../spec/http';
import { HubFixture } from '../spec/hub-fixture';
import { makeOwner, signIn } from '../spec/owner';

/* hub-api as it is, on real services: the owner makes a backup. What is in it is read by other programs. */

const services = useServices({ beforeAll, afterAll });
const START = 1_743_296_370;
const PASSPHRASE = 'llyn yn y mynydd';
const POINTS = Float32Array.from({ length: 300_000 }, (_, at) => (at % 7 === 3 ? NaN : at / 8));

let hub: HubFixture;
let owner: Readonly<Record<string, string>>;
let dir: string;
let feed = 0;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'backup-'));
  hub = await HubFixture.prepare(services());
  const { socket, user, name } = services().database;
  const database = openDatabase({ socketPath: socket, user, name });
  database.start();
  await waitFor(() => database.opened(), { what: 'the database' });
  const [made] = await database.ensureFeeds([
    { tag: 'meter', name: 'power', unit: 'W', intervalS: 10, durable: false, account: null },
  ]);
  feed = made?.id ?? 0;
  await database.keepBrokerAccount({
    ...{ username: 'plug-1', password: 'aGFzaA==', salt: 'c2FsdA==', iterations: 1, rights: '{}', shownTo: null },
  });
  await database.close();
  mkdirSync(join(hub.dir, 'feeds'), { recursive: true });
  writeFileSync(join(hub.dir, `feeds/${feed}.meta`), encodeMeta({ intervalS: 10, startTime: START }));
  writeFileSync(join(hub.dir, `feeds/${feed}.dat`), new Uint8Array(POINTS.buffer));
  await hub.startHub();
  await waitFor(async () => (await hub.get('/health/ready')).ok, { what: 'a ready hub', timeoutMs: 60_000 });
  await makeOwner(services());
  owner = await signIn(hub.url);
  expect((await send(`${hub.url}/api/v1/schedules/cap`, 'PUT', { capW: 7000 }, owner)).status).toBe(200);
}, 120_000);
afterAll(async () => {
  await hub.stop();
  await rm(dir, { recursive: true, force: true });
});

const at = (path: string): string => `${hub.url}/api/v1/your-data/${path}`;
const prepared = (passphrase = PASSPHRASE, headers = owner): Promise<Response> =>
  send(at('backup'), 'POST', { passphrase }, headers);
const download = (headers = owner): Promise<Response> => fetch(at('backup.tar.age'), { headers });
const progress = async (): Promise<unknown> => (await fetch(at('backup/progress'), { headers: owner })).json();

it('is for the owner alone, and not without a passphrase', async () => {
  expect(await refusal(await prepared(PASSPHRASE, {}))).toEqual([401, 'SIGN_IN_NEEDED']);
  expect(await refusal(await download({}))).toEqual([401, 'SIGN_IN_NEEDED']);
  expect(await refusal(await prepared('elevenchars'))).toEqual([400, 'HUB_BAD_REQUEST']);
  expect(await refusal(await download())).toEqual([409, 'BACKUP_NOT_PREPARED']);
  expect(await progress()).toEqual({ state: 'idle', share: 0 });
});

it('holds the feeds byte by byte, the accounts and the settings, each with its sum', async () => {
  const outline = await prepared();
  expect(await outline.json()).toMatchObject({ feeds: 1 });
  const answer = await download();
  expect(answer.headers.get('content-disposition')).toMatch(/filename="cydynni-\d{4}-\d\d-\d\d\.tar\.age"/);
  const sealed = Buffer.from(await answer.arrayBuffer());
  for (const secret of ['plug-1', 'database.json']) expect(sealed.includes(secret)).toBe(false);
  writeFileSync(join(dir, 'all.tar'), await buffer(unseal(PASSPHRASE, Readable.from([sealed]))));
  const run = promisify(execFile);
  await run('tar', ['-xf', 'all.tar'], { cwd: dir });
  await run('sha256sum', ['--check', '--strict', 'checksums.sha256'], { cwd: dir });
  for (const name of [`feeds/${feed}.dat`, `feeds/${feed}.meta`])
    expect(readFileSync(join(dir, name)).equals(readFileSync(join(hub.dir, name))), name).toBe(true);
  const read = (name: string): unknown => JSON.parse(readFileSync(join(dir, name), 'utf8'));
  expect(read('settings/schedules/cap.json')).toMatchObject({ capW: 7000 });
  const { files, ...manifest } = read('manifest.json') as { files: { name: string }[] };
  expect(manifest).toEqual({ format: 1, version: 'test', madeAt: expect.any(Number) });
  expect(files.map(({ name }) => name)).toContain(`feeds/${feed}.dat`);
  const { tables, migrations } = read('database.json') as {
    tables: Record<string, { columns: string[]; rows: unknown[][] }>;
    migrations: string[];
  };
  expect(migrations.length).toBeGreaterThan(5);
  expect(Object.values(tables).flatMap(({ rows }) => rows.map(([first]) => first))).toContain('plug-1');
  expect(JSON.stringify(tables)).toContain('Mair');
  await waitFor(async () => ((await progress()) as { state: string }).state === 'done', { what: 'its end' });
}, 120_000);

it('forgets nothing that the hub keeps for its household', () => {
  // New here? Then it belongs to the household (`household-files.ts`) or to the hub alone (this list).
  const theHubs = ['feeds', 'setup', 'device-accounts.json', 'link', 'requests', 'upload'];
  const saved = readdirSync(join(dir, 'settings'));
  expect(readdirSync(hub.dir).filter((name) => !saved.includes(name) && !theHubs.includes(name))).toEqual([]);
});

it('takes each passphrase for one download', async () => {
  expect((await prepared()).status).toBe(201);
  const reader = (await download()).body!.getReader();
  await reader.read();
  expect(await refusal(await download())).toEqual([409, 'BACKUP_RUNNING']);
  await reader.cancel();
  await waitFor(async () => ((await progress()) as { state: string }).state === 'broken-off', { what: 'its end' });
  expect(await refusal(await download())).toEqual([409, 'BACKUP_NOT_PREPARED']);
}, 60_000);

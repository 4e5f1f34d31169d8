import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLUB, openCommunityDatabase } from '@hub/adapters/server-database';
import { openFeedStore } from '@hub/adapters/feed-store';
import { ServerHealth } from '@hub/contracts';
import { freePort } from '@hub/adapters/services';
import { CuttingLine, seededCuts, type SimulatedEpower, simulatedEpower, useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HalfHourSeries } from '../series/half-hour-series';

const PROGRAM = join(import.meta.dirname, '../../../../dist/apps/server/main.mjs');
const MEMBERS = 20;
const FIRST_DAY = '2026-01-01';
const CUTS = 8;

const services = useServices({ beforeAll, afterAll });
let epower: SimulatedEpower;
/** Between the server and E-power. */
let line: CuttingLine;
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'server-cuts-'));
  await writeFile(join(root, 'token'), 'club');
  epower = await simulatedEpower('--members', String(MEMBERS), '--first-day', FIRST_DAY);
  line = await CuttingLine.to(Number(new URL(epower.url).port));
});
afterAll(async () => {
  await line.close();
  await epower.stop();
  await rm(root, { recursive: true });
});

interface Site {
  readonly dir: string;
  readonly database: string;
  readonly port: number;
}

async function site(name: string, database: string): Promise<Site> {
  const dir = join(root, name);
  await mkdir(dir);
  return { dir, database, port: await freePort('127.0.0.1') };
}

function run({ dir, database, port }: Site): ChildProcess {
  const env = {
    PATH: process.env['PATH'] ?? '',
    SERVER_HTTP_PORT: String(port),
    SERVER_DATA_DIR: dir,
    SERVER_DB_SOCKET: services().database.socket,
    SERVER_DB_USER: services().database.user,
    SERVER_DB_NAME: database,
    SERVER_EPOWER_URL: epower.url.replace(/\/\/[^/]*/, `//localhost:${line.port}`),
    SERVER_EPOWER_TOKEN_FILE: join(root, 'token'),
    SERVER_CLUB_FIRST_DAY: FIRST_DAY,
    SERVER_SYNC_INTERVAL_S: '1',
    SERVER_LOG_LEVEL: 'error',
  };
  return spawn(process.execPath, ['--disable-warning=DEP0169', PROGRAM], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** Let a server come to the end of a round in which nothing failed and nothing was new, then stop it. */
async function finish(at: Site): Promise<void> {
  const child = run(at);
  const done = async () => {
    const health = ServerHealth.parse(await (await fetch(`http://127.0.0.1:${at.port}/health`)).json());
    return health.cycle !== null && health.cycle.changed === 0 && Object.keys(health.cycle.failed).length === 0;
  };
  await waitFor(done, { what: 'a round with nothing to do', timeoutMs: 120_000, everyMs: 200 });
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** SHA-256 of every series, by household and kind. */
async function digests({ dir, database: name }: Site): Promise<Record<string, string>> {
  const { socket: socketPath, user } = services().database;
  const database = openCommunityDatabase({ socketPath, user, name });
  database.start();
  await waitFor(() => database.opened(), { what: 'the database' });
  const store = await openFeedStore({ dir: join(dir, 'feeds'), clock: () => Date.now() / 1000 });
  const series = new HalfHourSeries(store);
  const found: Record<string, string> = {};
  const add = async (owner: string, keys: readonly { id: number; kind: string }[]) => {
    for (const { id, kind } of keys) {
      const { start, wh } = await series.all(id);
      found[`${owner} ${kind} from ${start}, ${wh.length}`] = createHash('sha256').update(wh).digest('hex');
    }
  };
  await add('club', await database.series(CLUB, ['generation', 'consumption', 'shared']));
  for (const { id, mpan } of await database.members())
    await add(mpan, await database.series(id, ['use', 'estimated', 'hydro']));
  await Promise.all([store.close(), database.close()]);
  return found;
}

it(`ends with the same series after ${CUTS} cuts at random moments as without any`, { timeout: 400_000 }, async () => {
  const random = seededCuts();
  const whole = await site('whole', 'hub');
  await finish(whole);
  const expected = await digests(whole);
  const wholeBytes = line.passed;
  const cut = await site('cut', 'hub_server');
  for (let count = 0; count < CUTS; count += 1) {
    const still = line.standStillAfter(Math.round((random() * wholeBytes) / CUTS));
    const child = run(cut);
    await still;
    child.kill('SIGKILL');
    await once(child, 'exit');
    line.drop();
    line.goOn();
    // A cut after everything is done would prove nothing.
    expect(await digests(cut)).not.toEqual(expected);
  }
  await finish(cut);
  expect(Object.keys(expected)).toHaveLength(3 + 3 * MEMBERS);
  expect(await digests(cut)).toEqual(expected);
});

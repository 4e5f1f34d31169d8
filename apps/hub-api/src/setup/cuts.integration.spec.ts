import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SummaryList } from '@hub/contracts';
import { seededCuts, useServices } from '@hub/testing';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HubLife } from '../spec/hub-life';
import { freshIdentity } from '../spec/identity';
import { type Fault, FakeCommunityServer } from '../spec/server/fake-community-server';
import { fillThreeYears } from '../spec/three-years';

const services = useServices({ beforeAll, afterAll });
let server: FakeCommunityServer;
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hub-cuts-'));
  server = await FakeCommunityServer.start();
  fillThreeYears(server, Date.now() / 1000);
});
afterAll(async () => {
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

async function newDatabase(name: string): Promise<string> {
  const { socket: socketPath, user } = services().database;
  const connection = await createConnection({ socketPath, user });
  await connection.query(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4`);
  await connection.end();
  return name;
}

async function newLife(name: string): Promise<{ life: HubLife; claimCode: string }> {
  const home = join(dir, name);
  const { claimCode } = await freshIdentity(join(home, 'identity'));
  return { life: new HubLife(home, services(), await newDatabase(`hub_${name}`), server), claimCode };
}

/** Everything that the hub pulled is what the server has, to the last byte; its folder holds nothing twice. */
async function expectWhole(life: HubLife): Promise<void> {
  const ids = await life.feedIds(server.series);
  for (const list of ['household/daily', 'club/monthly']) {
    const answer = await fetch(`${life.url}/api/v1/${list}?from=2000-01-01`);
    expect(SummaryList.parse(await answer.json()).summaries).toEqual(server.summaries[list]);
  }
  await life.stop();
  for (const series of server.series)
    expect((await life.fileOf(ids, series)).equals(series.bytes), `${series.kind} byte for byte`).toBe(true);
}

const CUTS = 30;
const MOST_OF_A_LIFE = 3;
const LONGEST_MS = 900;
const FAULTS: readonly Fault[] = ['drop', 'half', 'error', 'page', 'rot'];

/** Cuts at a random moment. Says how; undefined when the hub was ready before: that would prove nothing. */
async function cut(life: HubLife, random: () => number): Promise<string | undefined> {
  const afterMs = Math.round(random() * LONGEST_MS);
  await wait(afterMs);
  if ((await life.setup()).steps.every(({ state }) => state === 'done')) return undefined;
  const kinds = ['killed', 'killed', 'network', ...FAULTS] as const;
  const kind = kinds[Math.floor(random() * kinds.length)] ?? 'killed';
  if (kind === 'killed') {
    await life.kill();
    await life.start();
  } else if (kind === 'network') {
    await server.vanish();
    await wait(random() * 400);
    await server.listen();
  } else {
    server.fault = () => (random() < 0.5 ? kind : undefined);
    await wait(random() * 400);
    server.fault = () => undefined;
  }
  return `${kind} after ${afterMs} ms`;
}

it(`is ready and whole after ${CUTS} cuts at random moments`, { timeout: 900_000 }, async () => {
  server.paceMs = 20;
  const random = seededCuts();
  const kinds: string[] = [];
  for (let number = 0; kinds.length < CUTS; number++) {
    const { life, claimCode } = await newLife(`cut${number}`);
    await life.start();
    const person = life.persist(claimCode, 300_000);
    const cuts: string[] = [];
    while (cuts.length < MOST_OF_A_LIFE) {
      const done = await cut(life, random);
      if (done === undefined) break;
      cuts.push(done);
    }
    await person.catch((error: unknown) => {
      throw new Error(`not ready after ${cuts.join(', ')}`, { cause: error });
    });
    await expectWhole(life);
    kinds.push(...cuts);
  }
  console.log(kinds.join('; '));
});

it('pulls three years in ten seconds, and nothing of it twice', { timeout: 120_000 }, async () => {
  server.paceMs = 0;
  const { life, claimCode } = await newLife('whole');
  await life.start();
  server.served = { bytes: 0, requests: 0 };
  const began = performance.now();
  await life.persist(claimCode);
  const tookS = (performance.now() - began) / 1000;
  const halfHours = server.series.reduce((sum, { view }) => sum + view.points, 0);
  console.log(`claim, link and ${halfHours} half-hours of ${server.series.length} series: ${tookS.toFixed(2)} s`);
  expect(server.served.bytes).toBe(halfHours * 4);
  await expectWhole(life);
  await life.start();
  await life.persist(claimCode);
  expect(server.served.bytes).toBe(halfHours * 4);
  await expectWhole(life);
});

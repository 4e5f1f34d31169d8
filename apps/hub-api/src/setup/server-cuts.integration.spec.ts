import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SeriesList, SeriesManifest, SummaryList } from '@hub/contracts';
import { seededCuts, useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HubLife } from '../spec/hub-life';
import { freshIdentity } from '../spec/identity';
import { Community } from '../spec/server/community';
import { ACCOUNT } from '../spec/server/fake-community-server';

const CUTS = 30;
/** From a broken handshake to a few blocks of half-hours; thirty of them are less than what is pulled. */
const LEAST_BYTES = 500;
const MOST_BYTES = 100_000;
type Other = 'network' | 'server killed' | 'server 500';
type Cut = 'killed' | Other;
/** How often each comes; every other cut is a kill of the hub, which then has forgotten its failures and tries again soon. */
const OTHERS: Readonly<Record<Other, number>> = { network: 11, 'server killed': 2, 'server 500': 2 };

const services = useServices({ beforeAll, afterAll });
let dir: string;
let community: Community;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hub-server-cuts-'));
  community = await Community.start(services(), join(dir, 'server'));
}, 180_000);
afterAll(async () => {
  await community.stop();
  await rm(dir, { recursive: true, force: true });
});

/** Whether the hub's page says that the server has trouble of its own. */
const saysBusy = async (life: HubLife): Promise<boolean> =>
  (await life.setup()).steps.some(({ error }) => error?.code === 'SERVER_BUSY');

/** All of the cuts, in random order. */
function deck(random: () => number): Cut[] {
  const others = Object.entries(OTHERS).flatMap(([kind, times]) => Array<Other>(times).fill(kind as Other));
  const order = others.map((kind) => ({ kind, at: random() })).sort((a, b) => a.at - b.at);
  return order.flatMap(({ kind }): Cut[] => ['killed', kind]);
}

async function cut(kind: Cut, life: HubLife, random: () => number): Promise<void> {
  const bytes = Math.round(LEAST_BYTES * (MOST_BYTES / LEAST_BYTES) ** random());
  await community.line.standStillAfter(bytes);
  // What arrived is on its way into the feeds.
  await wait(random() * 40);
  const { line, server } = community;
  if (kind === 'killed') {
    await life.kill();
    line.drop();
    line.goOn();
    await life.start();
  } else if (kind === 'network') {
    await line.close();
    await wait(random() * 200);
    line.goOn();
    await line.open();
  } else if (kind === 'server killed') {
    await server.kill();
    line.goOn();
    await server.start();
  } else {
    await community.without('hub_certificate', async () => {
      line.drop();
      line.goOn();
      await waitFor(() => saysBusy(life), { what: 'the hub heard 500', timeoutMs: 60_000 });
    });
  }
}

it(`is ready and whole after ${CUTS} cuts of one first boot from the server itself`, { timeout: 900_000 }, async () => {
  const random = seededCuts();
  const cookie = await community.account(ACCOUNT);
  const { claimCode } = await freshIdentity(join(dir, 'hub/identity'));
  const life = new HubLife(join(dir, 'hub'), services(), services().database.name, community);
  await life.start();
  const person = life.persist(claimCode, 800_000);
  const kinds = deck(random);
  expect(kinds).toHaveLength(CUTS);
  const tooSoon = person.then(() => Promise.reject(new Error('ready before all cuts')));
  for (const kind of kinds) await Promise.race([cut(kind, life, random), tooSoon]);
  await person.catch((error: unknown) => {
    throw new Error(`not ready after ${kinds.join(', ')}`, { cause: error });
  });
  console.log(kinds.join('; '));

  const read = async (path: string) => JSON.parse((await community.ask(path, { headers: { cookie } })).text) as unknown;
  for (const list of ['household/daily', 'club/daily']) {
    const ours = SummaryList.parse(await (await fetch(`${life.url}/api/v1/${list}?from=2000-01-01`)).json());
    const theirs = SummaryList.parse(await read(`/api/v1/${list}?from=2000-01-01`));
    expect(ours.summaries).toEqual(theirs.summaries);
    expect(ours.summaries.length).toBeGreaterThan(1000);
  }
  const { series } = SeriesList.parse(await read('/api/v1/series'));
  expect(series).toHaveLength(6);
  const ids = await life.feedIds(series);
  await life.stop();
  for (const { id, kind } of series) {
    const { bytes } = await community.ask(`/api/v1/series/${id}/data`, { headers: { cookie } });
    expect(SeriesManifest.parse(await read(`/api/v1/series/${id}`)).bytes).toBe(bytes.length);
    expect((await life.fileOf(ids, { kind })).equals(bytes), `${kind} byte for byte`).toBe(true);
  }
});

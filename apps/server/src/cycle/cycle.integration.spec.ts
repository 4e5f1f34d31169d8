import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLUB, type CommunityDatabase, openCommunityDatabase, type SeriesKind } from '@hub/adapters/server-database';
import { openFeedStore } from '@hub/adapters/feed-store';
import type { FeedStore } from '@hub/domain/series';
import { type SimulatedEpower, simulatedEpower, useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EpowerClient } from '@hub/adapters/epower';
import { HalfHourSeries } from '../series/half-hour-series';
import { SharingService } from '../sharing/sharing.service';
import { ClubSyncService } from '../sync/club-sync.service';
import { serverConfig } from '../spec/server-config';

const HOMES = 12;
const FIRST_DAY = '2026-03-01';
/** Noon of 20 April 2026: the spring clock change is among the days. */
const NOW = Date.parse('2026-04-20T12:00:00Z') / 1000;
const HALF_HOURS = 50 * 48 - 2;

const services = useServices({ beforeAll, afterAll });
let epower: SimulatedEpower;
let dir: string;
let database: CommunityDatabase;
let store: FeedStore;
let series: HalfHourSeries;
let now = NOW;

const config = () => serverConfig({ epower, dir, firstDay: FIRST_DAY });
const syncOf = (tries = 1) =>
  new ClubSyncService(
    new EpowerClient({ ...config().epower, tries, firstPauseMs: 1, timeoutS: 20 }),
    database,
    series,
    () => now,
    config(),
  );
const sharing = () => new SharingService(database, series, config());
const open = async () => {
  store = await openFeedStore({ dir: join(dir, 'feeds'), clock: () => NOW + 1e6, flushPeriodS: 0 });
  series = new HalfHourSeries(store);
};
const seriesOf = async (memberId: number, kind: SeriesKind) => {
  const [key] = await database.series(memberId, [kind]);
  return (await series.all(key?.id ?? 0)).wh;
};
const total = (wh: Float64Array) => wh.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
const everything = async () => {
  const members = await database.members();
  const kinds = ['use', 'estimated', 'hydro'] as const;
  const all = await Promise.all(members.flatMap(({ id }) => kinds.map((kind) => seriesOf(id, kind))));
  return [
    ...all,
    ...(await Promise.all((['generation', 'consumption', 'shared'] as const).map((kind) => seriesOf(CLUB, kind)))),
  ];
};

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'server-cycle-'));
  epower = await simulatedEpower('--members', String(HOMES), '--first-day', FIRST_DAY);
  const { socket, user, name } = services().database;
  database = openCommunityDatabase({ socketPath: socket, user, name });
  database.start();
  await waitFor(() => database.opened(), { what: 'the database' });
  await open();
});
afterAll(async () => {
  await store.close();
  await database.close();
  await epower.stop();
  await rm(dir, { recursive: true });
});

describe('a cycle of the server', () => {
  it('fetches through a settlement server that fails in every way, and says what failed', async () => {
    await epower.faults({ errorPercent: 25, malformedPercent: 20, htmlPercent: 20 });
    const seen = new Set<string>();
    for (let round = 0; round < 60 && seen.size < 3; round += 1) {
      const { failed } = await syncOf().run();
      for (const code of Object.keys(failed)) seen.add(code);
    }
    expect([...seen].sort()).toEqual(['EPOWER_HTML', 'EPOWER_NOT_JSON', 'EPOWER_STATUS']);
    await waitFor(async () => Object.keys((await syncOf(5).run()).failed).length === 0, {
      what: 'a round without failure',
      timeoutMs: 60_000,
    });
    expect(await database.members()).toHaveLength(HOMES);
    expect(await seriesOf(CLUB, 'generation')).toHaveLength(HALF_HOURS);
  });

  it('shares every watt-hour and keeps the sums of the club', async () => {
    await epower.faults({});
    await syncOf().run();
    expect(await sharing().run()).toMatchObject({ shared: HALF_HOURS * HOMES });
    expect(await sharing().run()).toBeUndefined();
    const members = await database.members();
    const use = await Promise.all(members.map(({ id }) => seriesOf(id, 'estimated')));
    const hydro = await Promise.all(members.map(({ id }) => seriesOf(id, 'hydro')));
    const generation = await seriesOf(CLUB, 'generation');
    expect(total(generation)).toBeGreaterThan(0);
    expect(hydro.every((wh) => total(wh) > 0)).toBe(true);
    const sums = (members: readonly Float64Array[]) =>
      Float64Array.from({ length: HALF_HOURS }, (_, slot) =>
        total(Float64Array.from(members, (wh) => wh[slot] ?? NaN)),
      );
    expect(sums(hydro)).toEqual(sums(use).map((used, slot) => Math.min(generation[slot] ?? 0, used)));
    expect(total(await seriesOf(CLUB, 'shared'))).toBe(hydro.reduce((sum, wh) => sum + total(wh), 0));
    expect(total(await seriesOf(CLUB, 'consumption'))).toBe(use.reduce((sum, wh) => sum + total(wh), 0));
  });

  it('a run that was cut off ends with the same as one that was not', async () => {
    await database.makeDue('sharing', Date.parse('2026-03-01') / 1000);
    const whole = await everything();
    // Cut: some of the results are on the disk, the note of what is due is not gone.
    const [first] = await database.members();
    const [hydro] = await database.series(first?.id ?? 0, ['hydro']);
    store.append(hydro?.id ?? 0, [{ time: Date.parse('2026-03-05') / 1000, value: 99 }], { durable: false });
    await store.close();
    await open();
    await sharing().run();
    expect(await everything()).toEqual(whole);
  });

  it('takes late days when they come, and shares their half-hours again', async () => {
    const before = total(await seriesOf(CLUB, 'consumption'));
    now = NOW + 3 * 86_400;
    await epower.faults({ lateDays: 5 });
    await syncOf().run();
    await sharing().run();
    const late = (await database.members())[0]?.id ?? 0;
    const [key] = await database.series(late, ['use', 'estimated']);
    const end = series.end(key?.id ?? 0) ?? 0;
    expect(end).toBeLessThan(NOW + 86_400);
    const estimated = await seriesOf(late, 'estimated');
    expect(estimated).toHaveLength(HALF_HOURS + 3 * 48);
    expect(total(await seriesOf(CLUB, 'consumption'))).toBeGreaterThan(before);
    await epower.faults({});
    const result = await syncOf().run();
    expect(result.changed).toBeGreaterThan(0);
    await sharing().run();
    expect(series.end(key?.id ?? 0)).toBeGreaterThan(end);
    const read = await seriesOf(late, 'use');
    const filled = await seriesOf(late, 'estimated');
    expect(read.map((wh, slot) => (Number.isNaN(wh) ? NaN : (filled[slot] ?? NaN)))).toEqual(read);
  });

  it('keeps what it has while the settlement server is away', async () => {
    const before = await everything();
    await epower.stop();
    const { failed } = await syncOf().run();
    expect(Object.keys(failed)).toEqual(['EPOWER_UNREACHABLE']);
    expect(await everything()).toEqual(before);
  });
});

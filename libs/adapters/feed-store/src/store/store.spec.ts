import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeedStore, Query, Row } from '@hub/domain/series';
import { afterAll, describe, expect, it } from 'vitest';
import type { Disk } from '../disk/disk';
import { FaultyDisk } from '../disk/faulty-disk';
import { MemoryDisk } from '../disk/memory-disk';
import { nodeDisk } from '../disk/node-disk';
import { openFeedStoreOn } from './open';

const START = 1_700_000_000;
const OPTIONS = { clock: () => START + 1e6, flushPeriodS: 0, journalPages: 32, tailPoints: 1000 };
const folders: string[] = [];

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'feed-store-'));
  folders.push(dir);
  return dir;
}

afterAll(() => folders.forEach((dir) => rmSync(dir, { recursive: true, force: true })));

const at = (slot: number, value: number) => ({ time: START + slot * 10, value });

async function rows(store: FeedStore, query: Partial<Query> = {}): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of store.query(1, { start: START, end: START + 60, interval: 10, ...query })) all.push(row);
  return all;
}

const values = async (store: FeedStore, query?: Partial<Query>) => (await rows(store, query)).map(([, value]) => value);

/** One suite for every kind of disk. */
describe.each<[string, () => Disk]>([
  ['a folder', () => nodeDisk(folder())],
  ['memory', () => new MemoryDisk()],
  ['a disk that can fail, and does not', () => new FaultyDisk(new MemoryDisk())],
])('the store on %s', (_name, makeDisk) => {
  const open = async (disk = makeDisk()): Promise<{ disk: Disk; store: FeedStore }> => {
    const store = await openFeedStoreOn(disk, OPTIONS);
    await store.create(1, { intervalS: 10 });
    return { disk, store };
  };

  it('counts what became of every point', async () => {
    const { store } = await open();
    store.append(1, [at(1, 1)]);
    await store.complete();
    const far = START + 1e6 + 601;
    const given = [
      at(2, 2),
      at(1, 9),
      at(0, 3),
      { time: far, value: 1 },
      { time: NaN, value: 1 },
      { time: -5, value: 1 },
    ];
    expect(store.append(1, given)).toEqual({
      stored: 2,
      updated: 1,
      ignored: 3,
      reasons: { future: 1, invalid: 2 },
    });
    expect(await values(store)).toEqual([3, 9, 2, null, null, null, null]);
  });

  it('refuses to pad more than five years', async () => {
    const disk = makeDisk();
    const store = await openFeedStoreOn(disk, { ...OPTIONS, clock: () => 4e9 });
    await store.create(1, { intervalS: 10 });
    store.append(1, [at(0, 1)]);
    expect(store.append(1, [at(15_768_002, 2)]).reasons).toEqual({ 'gap-too-long': 1 });
    expect(store.meta(1)?.npoints).toBe(1);
  });

  it('takes history that comes late and in any order', async () => {
    const { disk, store } = await open();
    store.append(1, [at(5, 5)]);
    await store.complete();
    expect(store.append(1, [at(2, 2), at(0, 0.5), at(1, 1), at(6, 6)])).toMatchObject({ stored: 4, ignored: 0 });
    expect(await values(store)).toEqual([0.5, 1, 2, null, null, 5, 6]);
    expect(store.meta(1)).toEqual({ id: 1, intervalS: 10, startTime: START, npoints: 7 });
    store.append(1, [{ time: START - 25, value: -3 }]);
    await store.flush();
    const again = await openFeedStoreOn(disk, OPTIONS);
    expect(again.meta(1)).toMatchObject({ startTime: START - 30, npoints: 10 });
    expect(await values(again)).toEqual([0.5, 1, 2, null, null, 5, 6]);
  });

  it('goes on with a query while earlier points are put in their place', async () => {
    const { store } = await open();
    store.append(
      1,
      Array.from({ length: 40_000 }, (_, slot) => at(slot, slot)),
    );
    await store.complete();
    const seen: number[] = [];
    for await (const block of store.raw(1, 0)) {
      seen.push(...block);
      if (seen.length < 20_000) store.append(1, [at(-5, 7)]);
      await store.flush();
    }
    expect(seen).toEqual(Array.from({ length: 40_000 }, (_, slot) => slot));
    expect(store.meta(1)).toMatchObject({ npoints: 40_005 });
  });

  it('leaves missing no more than it is told', async () => {
    const { store } = await open();
    store.append(1, [at(1000, 1)]);
    await store.complete();
    const day = { maxGapS: 8640 };
    expect(store.append(1, [at(1866, 2)], day).reasons).toEqual({ 'gap-too-long': 1 });
    expect(store.append(1, [at(135, 2)], day).reasons).toEqual({ 'before-start': 1 });
    expect(store.append(1, [at(1864, 2), at(136, 3)], day)).toMatchObject({ stored: 2 });
    await store.flush();
    expect(store.meta(1)).toMatchObject({ startTime: START + 1360, npoints: 1729 });
  });

  it('keeps the start of a feed from elsewhere', async () => {
    const { store } = await open();
    const point = (slot: number) => ({ time: START + 3 + slot * 10 + 9, value: slot });
    store.append(1, [point(0), point(1)], { startTime: START + 3 });
    store.append(1, [point(2)], { startTime: START + 3 });
    expect(store.meta(1)).toMatchObject({ startTime: START + 3, npoints: 3 });
    const all: number[] = [];
    for await (const block of store.raw(1, 0)) all.push(...block);
    expect(all).toEqual([0, 1, 2]);
  });

  it('answers the same from memory, after a flush, from files and when opened again', async () => {
    const { disk, store } = await open();
    store.append(1, [at(0, 1), at(2, 4)], { gap: 'join' });
    store.append(1, [at(5, 8)]);
    const wanted = [1, 2.5, 4, null, null, 8, null];
    expect(await values(store)).toEqual(wanted);
    await store.flush();
    store.append(1, [at(2, 5)]);
    const changed = [1, 2.5, 5, null, null, 8, null];
    expect(await values(store)).toEqual(changed);
    await store.complete();
    store.append(1, [at(1, 3)]);
    expect(await values(store)).toEqual([1, 3, 5, null, null, 8, null]);
    expect(await values(store, { interval: 30, average: true })).toEqual([3, 8, null]);
    await store.close();
    expect(await values(await openFeedStoreOn(disk, OPTIONS))).toEqual([1, 3, 5, null, null, 8, null]);
  });

  it('opens what a crash left', async () => {
    const { disk, store } = await open();
    store.append(1, [at(0, 1), at(1, 2)]);
    await store.flush();
    store.append(1, [at(2, 3)]);
    expect(await values(await openFeedStoreOn(disk, OPTIONS))).toEqual([1, 2, null, null, null, null, null]);
  });

  it('trims, clears and removes', async () => {
    const { disk, store } = await open();
    store.append(
      1,
      Array.from({ length: 3000 }, (_, slot) => at(slot, slot)),
    );
    expect(await store.trim(1, START + 29_955)).toBe(4);
    expect(store.meta(1)).toEqual({ id: 1, intervalS: 10, startTime: START + 29_960, npoints: 4 });
    await store.clear(1);
    expect(store.meta(1)).toEqual({ id: 1, intervalS: 10, startTime: 0, npoints: 0 });
    expect(store.last(1)).toBeUndefined();
    await store.remove(1);
    expect(store.ids()).toEqual([]);
    expect(disk.list()).toEqual(['journal']);
    expect(() => store.append(1, [at(0, 1)])).toThrow('feed 1 does not exist');
  });

  it('keeps every point of a burst larger than its memory', async () => {
    const { disk, store } = await open();
    const burst = Array.from({ length: 200_000 }, (_, slot) => at(slot / 2, slot % 7));
    for (let from = 0; from < burst.length; from += 5000) store.append(1, burst.slice(from, from + 5000));
    await store.flush();
    const again = await openFeedStoreOn(disk, OPTIONS);
    expect(again.meta(1)?.npoints).toBe(100_000);
    expect(await again.valueAt(1, START + 999_990)).toBe(199_999 % 7);
  });
});

import type { FeedStore, Query, Row } from '@hub/domain/series';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { MemoryDisk } from '../disk/memory-disk';
import { FeedSource } from '../feed/feed-source';
import { openFeedStoreOn } from '../store/open';
import { SUM_BLOCK_POINTS } from './block-heads';
import { BlockSums } from './block-sums';

const START = 1_700_000_000;
const N = 100_000;
const OPTIONS = { clock: () => START + 1e9, flushPeriodS: 0, journalPages: 64 };
const QUERY: Query = { start: START + 1230, end: START + N * 10, interval: 12_340, average: true };

const rows = async (store: FeedStore, query = QUERY): Promise<Row[]> => {
  const all: Row[] = [];
  for await (const row of store.query(1, query)) all.push(row);
  return all;
};

/** The mean as the original computes it: one double after the other. */
function plainMeans(values: Float32Array): (number | null)[] {
  const means: (number | null)[] = [];
  for (let time = QUERY.start; time <= QUERY.end; time += 12_340) {
    let sum = 0;
    let count = 0;
    for (const value of values.subarray((time - START) / 10, (time - START + 12_340) / 10)) {
      if (!Number.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    means.push(count === 0 ? null : sum / count);
  }
  return means;
}

async function filled(values: Float32Array, disk = new MemoryDisk()): Promise<FeedStore> {
  const store = await openFeedStoreOn(disk, OPTIONS);
  await store.create(1, { intervalS: 10 });
  store.append(
    1,
    Array.from(values, (value, at) => ({ time: START + at * 10, value })),
  );
  return store;
}

/** Until the sums behind a first long query are there. */
async function settled(store: FeedStore): Promise<void> {
  const extend = vi.spyOn(BlockSums.prototype, 'extend');
  const isDone = (): void => expect(extend.mock.results.some(({ value }) => value === true)).toBe(true);
  try {
    await rows(store);
    await vi.waitFor(isDone, { timeout: 10_000, interval: 5 });
  } finally {
    extend.mockRestore();
  }
}

/** Averages that the sums were asked for. */
async function averages(store: FeedStore): Promise<(number | null)[]> {
  const asked = vi.spyOn(BlockSums.prototype, 'addRange');
  try {
    const all = await rows(store);
    expect(asked).toHaveBeenCalled();
    return all.map(([, value]) => value);
  } finally {
    asked.mockRestore();
  }
}

describe('averages over kept sums', () => {
  it.each<[string, (at: number) => number]>([
    ['a household', (at) => Math.round(3000 + 2000 * Math.sin(at / 500) + (at % 400)) / 10],
    ['values of very different size, where the order of adding matters', (at) => (at % 3 === 0 ? 1e9 / 7 : 1e-7 * at)],
    ['gaps', (at) => (at % 5000 > 1500 ? NaN : at / 7)],
    ['infinities', (at) => (at === 50_000 ? Infinity : 1)],
  ])('%s: the same double as one after the other', async (_name, valueAt) => {
    const values = Float32Array.from({ length: N }, (_, at) => valueAt(at));
    const store = await filled(values);
    await settled(store);
    expect(await averages(store)).toEqual(plainMeans(values));
  });

  it('follow changed points and new ones', async () => {
    const values = Float32Array.from({ length: N }, (_, at) => at % 100);
    const store = await filled(values.subarray(0, N - 2000));
    await store.complete();
    await settled(store);
    store.append(
      1,
      Array.from(values.subarray(N - 2000), (value, at) => ({ time: START + (N - 2000 + at) * 10, value })),
    );
    values[20_000] = 7777;
    store.append(1, [{ time: START + 200_000, value: 7777 }]);
    expect(await averages(store)).toEqual(plainMeans(values));
  });

  it('are kept beside the feed, used when it is opened again, and not when it changed meanwhile', async () => {
    const disk = new MemoryDisk();
    const values = Float32Array.from({ length: N }, (_, at) => (at * 7919) % 1000);
    let store = await filled(values, disk);
    for (let open = 0; open < 3; open++) {
      await settled(store);
      await store.close();
      expect(disk.stat('1.sums')?.size).toBeGreaterThan((N / SUM_BLOCK_POINTS) * 12);
      store = await openFeedStoreOn(disk, OPTIONS);
      await settled(store);
      expect(await averages(store)).toEqual(plainMeans(values));
    }
    await store.close();
    disk.open('1.dat', 'existing').writeSync(new Uint8Array(Float32Array.of(123_456).buffer), 4 * 30_000);
    values[30_000] = 123_456;
    store = await openFeedStoreOn(disk, OPTIONS);
    await settled(store);
    expect(await averages(store)).toEqual(plainMeans(values));
  });

  it('spare most of the reading', async () => {
    const store = await filled(Float32Array.from({ length: N }, (_, at) => at % 100));
    await settled(store);
    let points = 0;
    const read = vi.spyOn(FeedSource.prototype, 'read');
    await rows(store);
    for (const [, target, count] of read.mock.calls) points += count ?? target.length;
    read.mockRestore();
    expect(points).toBeLessThan(N / 5);
  });
});

describe('block sums', () => {
  it('answer only where every order of adding gives the same', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ noNaN: true }), { minLength: 512, maxLength: 512 }), (list) => {
        const values = Float32Array.from(list);
        const sums = new BlockSums(
          (first, target, count) => target.set(values.subarray(first, first + count)),
          () => 512,
        );
        const into = { sum: 0, count: 0 };
        if (!sums.addBlocks(0, 2, into)) return;
        expect(into.sum).toBe(values.reduceRight((sum, value) => sum + value, 0));
        expect(into.sum).toBe(values.reduce((sum, value) => sum + value, 0));
      }),
    );
  });
});

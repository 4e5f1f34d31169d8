import type { FeedStore, Query, Row } from '@hub/domain/series';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryDisk } from '../disk/memory-disk';
import { type NaiveFeed, naiveRows } from '../spec/naive-query';
import { openFeedStoreOn } from './open';

const ZONES = ['Europe/London', 'UTC', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
/** Days around both clock changes of Europe/London, a leap day and a new year. */
const MOMENTS = ['2024-03-31', '2024-10-27', '2024-02-29', '2023-12-31', '2023-03-26', '2024-07-01'].map(
  (day) => Date.parse(`${day}T00:00:00Z`) / 1000,
);

const value = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -5000, max: 5000 }).map((tenths) => tenths / 8) },
  { weight: 3, arbitrary: fc.constant(NaN) },
  { weight: 1, arbitrary: fc.float({ noNaN: true, noDefaultInfinity: true }) },
);
const when = fc.tuple(fc.constantFrom(...MOMENTS), fc.integer({ min: -200_000, max: 200_000 })).map(([a, b]) => a + b);

/** A feed that begins somewhere around the start of the query, on a row or beside it. */
const feed = fc.record({
  slots: fc.integer({ min: -60, max: 30 }),
  besideS: fc.oneof(fc.constant(0), fc.integer({ min: -4000, max: 4000 })),
  intervalS: fc.constantFrom(10, 60, 900, 1800, 3600, 7),
  parts: fc.array(fc.array(value, { maxLength: 40 }), { minLength: 1, maxLength: 4 }),
});
const flags = { delta: fc.boolean(), average: fc.boolean(), skipMissing: fc.boolean() };
const fixed = fc.record({
  ...flags,
  start: when,
  lengthS: fc.integer({ min: 1, max: 90_000 }),
  interval: fc.oneof(
    fc.integer({ min: 60, max: 40_000 }),
    fc.constantFrom('original' as const, 1_000_000_000, 60, 900, 1800, 3600, 5400, 70),
  ),
  limitInterval: fc.boolean(),
});
const calendar = fc.record({
  ...flags,
  start: when,
  lengthS: fc.integer({ min: 1, max: 40 * 86_400 }),
  interval: fc.constantFrom('daily' as const, 'weekly' as const, 'monthly' as const, 'annual' as const),
  timezone: fc.constantFrom(...ZONES),
});

/** A feed whose points are partly in its file, partly changed there, partly in memory. */
async function stored(naive: NaiveFeed, parts: readonly (readonly number[])[]): Promise<FeedStore> {
  const options = { clock: () => 4e9, flushPeriodS: 0, journalPages: 16 };
  const store = await openFeedStoreOn(new MemoryDisk(), options);
  await store.create(1, { intervalS: naive.intervalS });
  const timeOf = (index: number): number => naive.startTime + index * naive.intervalS;
  let index = 0;
  for (const [part, values] of parts.entries()) {
    for (const each of values) {
      store.append(1, [{ time: timeOf(index), value: part < 2 ? 12_345 : each }]);
      index += 1;
    }
    if (part === 0) await store.complete();
    if (part === 1) await store.flush();
  }
  // What the first parts were written with is replaced: in the file, in the journal and in memory.
  naive.values.forEach((each, at) => store.append(1, [{ time: timeOf(at), value: each }]));
  return store;
}

async function rowsOf(store: FeedStore, query: Query): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of store.query(1, query)) rows.push(row);
  return rows;
}

const check = (asked: fc.Arbitrary<Omit<Query, 'end'> & { readonly lengthS: number }>, numRuns: number) =>
  fc.assert(
    fc.asyncProperty(feed, asked, async ({ slots, besideS, intervalS, parts }, { lengthS, ...query }) => {
      const around = query.start + slots * intervalS + besideS;
      const startTime = Math.floor(around / intervalS) * intervalS;
      const naive = { startTime, intervalS, values: parts.flat().map(Math.fround) };
      fc.pre(naive.values.length > 0);
      const store = await stored(naive, parts);
      const full = { ...query, end: query.start + lengthS };
      expect(await rowsOf(store, full)).toEqual(naiveRows(naive, full));
    }),
    { numRuns },
  );

describe('any query of any feed answers what its definition says', { timeout: 120_000 }, () => {
  it('rows a number of seconds apart, also of a start before the feed, in its gaps and wider than all of it', () =>
    check(fixed, 600));

  it('rows of a calendar, around clock changes of zones', () => check(calendar, 300));
});

import { memoryFeedStore } from '@hub/adapters/feed-store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HalfHourSeries } from './half-hour-series';

const START = Date.parse('2025-03-30T00:00:00Z') / 1000;
const wh = (...values: number[]): Float64Array => Float64Array.from(values);
let store: Awaited<ReturnType<typeof memoryFeedStore>>;
let series: HalfHourSeries;

beforeEach(async () => {
  store = await memoryFeedStore({ clock: () => START + 1e8, flushPeriodS: 0 });
  series = new HalfHourSeries(store);
  await series.keep(1, START);
});
afterEach(() => store.close());

describe('half-hours in feed files', () => {
  it('gives back exactly the watt-hours it was given', async () => {
    const values = Float64Array.from({ length: 5000 }, (_, slot) => (slot * 7919) % 25_000);
    series.write(1, await series.changes(1, { start: START, wh: values }));
    expect((await series.all(1)).wh).toEqual(values);
    expect(await series.changes(1, { start: START, wh: values })).toEqual([]);
  });

  it('reads any window, also beyond its ends', async () => {
    series.write(1, await series.changes(1, { start: START, wh: wh(1, 2, 3) }));
    expect([...(await series.read(1, START - 1800, 6)).wh]).toEqual([NaN, 1, 2, 3, NaN, NaN]);
    expect([...(await series.read(1, START + 1800, 1)).wh]).toEqual([2]);
    expect([...(await series.read(1, START - 18_000, 2)).wh]).toEqual([NaN, NaN]);
    expect([...(await series.read(1, START + 180_000, 2)).wh]).toEqual([NaN, NaN]);
    expect([...(await series.read(9, START, 1)).wh]).toEqual([NaN]);
  });

  it('takes late and corrected readings, and lets no gap replace one', async () => {
    series.write(1, await series.changes(1, { start: START + 3600, wh: wh(30, 40) }));
    series.write(1, await series.changes(1, { start: START, wh: wh(10, 20, NaN, 41) }));
    expect([...(await series.all(1)).wh]).toEqual([10, 20, 30, 41]);
    expect(series.end(1)).toBe(START + 4 * 1800);
  });

  it('says that the store refused something', () => {
    expect(() => series.write(1, [{ time: START + 2e8, value: 1 }])).toThrow('future');
  });
});

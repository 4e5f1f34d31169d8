import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateGaps } from './estimate';

const series = (length: number, value: (slot: number) => number): Float64Array =>
  Float64Array.from({ length }, (_, slot) => value(slot));
const WINTER = Date.parse('2026-01-01T00:00:00Z') / 1000;
const fill = (wh: Float64Array, start = WINTER, zone = 'UTC') => estimateGaps({ start, wh }, zone);

describe('estimating gaps', () => {
  it('takes the mean of the eight weeks before', () => {
    const use = series(336 * 12, (slot) => 100 * Math.floor(slot / 336));
    const slot = 336 * 10 + 37;
    use[slot] = NaN;
    const { wh, filled } = fill(use);
    expect(filled).toBe(1);
    expect(wh[slot]).toBe((900 + 800 + 700 + 600 + 500 + 400 + 300 + 200) / 8);
  });

  it('looks forward when there is nothing before', () => {
    const use = series(336 * 4, (slot) => (slot < 336 ? NaN : 500));
    expect(fill(use).wh[10]).toBe(500);
  });

  it('compares days while there are less than two weeks', () => {
    const use = series(48 * 4, (slot) => slot % 48);
    use[48 * 2 + 5] = NaN;
    expect(fill(use).wh[48 * 2 + 5]).toBe(5);
  });

  it('keeps to the wall clock over a clock change', () => {
    // An evening peak at 18:00 in London, over the change of 29 March.
    const start = Date.parse('2026-03-08T00:00:00Z') / 1000;
    const summer = (slot: number) => start + slot * 1800 >= Date.parse('2026-03-29T01:00:00Z') / 1000;
    const use = series(336 * 6, (slot) => ((slot + (summer(slot) ? 2 : 0)) % 48 === 36 ? 3000 : 100));
    const peak = 336 * 3 + 34;
    use[peak] = NaN;
    use[peak + 2] = NaN;
    const { wh } = fill(use, start, 'Europe/London');
    expect([wh[peak], wh[peak + 2]]).toEqual([3000, 100]);
  });

  it('keeps to the wall clock where a like half-hour is beyond the ends of the series', () => {
    // A series of summer that begins at 01:00 by the wall, 00:00 by UTC. A week before lies outside it, whatever UTC says.
    const start = Date.parse('2026-07-01T00:00:00Z') / 1000;
    const use = series(336 * 3, (slot) => slot);
    for (const slot of [0, 1, 335, 336, 337, use.length - 1, use.length - 2]) {
      const gap = use.slice();
      gap[slot] = NaN;
      expect([slot, fill(gap, start, 'Europe/London').wh[slot]]).toEqual([slot, naive(gap, start, slot)]);
    }
  });

  it('agrees with a naive search by the wall clock, over clock changes and at both ends', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('2026-03-20T13:30:00Z', '2026-10-12T22:00:00Z', '2026-06-03T23:30:00Z'),
        fc.integer({ min: 0, max: 336 * 4 }),
        fc.array(fc.integer({ min: 0, max: 336 * 4 }), { maxLength: 60 }),
        (iso, slot, others) => {
          const start = Date.parse(iso) / 1000;
          const use = series(336 * 4 + 1, (at) => (at * 7919) % 5000);
          for (const gap of [slot, ...others]) use[gap] = NaN;
          const wanted = naive(use, start, slot);
          expect(fill(use, start, 'Europe/London').wh[slot] ?? NaN).toBe(wanted ?? NaN);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('fills only the range it is asked for, with the same values', () => {
    const use = series(336 * 5, (slot) => (slot % 11 === 0 ? NaN : slot));
    const whole = fill(use);
    const part = estimateGaps({ start: WINTER, wh: use }, 'UTC', 'weeks', { from: 700, end: 800 });
    expect(part.wh.slice(700, 800)).toEqual(whole.wh.slice(700, 800));
    expect(part.filled).toBe(9);
  });

  it('never changes a reading and never averages an estimate', () => {
    const cell = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.constant(NaN));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 400 }), (values) => {
        const use = Float64Array.from(values);
        const { wh } = fill(use);
        for (const [slot, value] of values.entries()) {
          if (!Number.isNaN(value)) expect(wh[slot]).toBe(value);
          else if (values.every((other) => Number.isNaN(other))) expect(wh[slot]).toBeNaN();
        }
      }),
      { numRuns: 500 },
    );
  });
});

/**
 * The mean of like half-hours, by an own clock: as many whole weeks away, moved by what the clock on the wall was moved between.
 */
function naive(use: Float64Array, start: number, slot: number): number | undefined {
  const time = start + slot * 1800;
  const known: number[] = [];
  for (const sign of [-1, 1]) {
    for (let week = 1; week <= 50 && known.length < 8; week += 1) {
      const like = time + sign * week * 604_800;
      const value = use[(like + ahead(time) - ahead(like) - start) / 1800] ?? NaN;
      if (!Number.isNaN(value)) known.push(value);
    }
  }
  return known.length === 0 ? undefined : Math.round(known.reduce((a, b) => a + b, 0) / known.length);
}

const CHANGES = ['2025-03-30', '2025-10-26', '2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31'];
/** Seconds that London is ahead of UTC. */
const ahead = (time: number): number =>
  CHANGES.filter((day) => Date.parse(`${day}T01:00:00Z`) / 1000 <= time).length % 2 === 1 ? 3600 : 0;

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateGaps } from './estimate';

const series = (length: number, value: (slot: number) => number): Float64Array =>
  Float64Array.from({ length }, (_, slot) => value(slot));
const winter = (length: number): Int8Array => new Int8Array(length);

describe('estimating gaps', () => {
  it('takes the mean of the eight weeks before', () => {
    const use = series(336 * 12, (slot) => 100 * Math.floor(slot / 336));
    const slot = 336 * 10 + 37;
    use[slot] = NaN;
    const { wh, filled } = estimateGaps(use, winter(use.length));
    expect(filled).toBe(1);
    expect(wh[slot]).toBe((900 + 800 + 700 + 600 + 500 + 400 + 300 + 200) / 8);
  });

  it('looks forward when there is nothing before', () => {
    const use = series(336 * 4, (slot) => (slot < 336 ? NaN : 500));
    expect(estimateGaps(use, winter(use.length)).wh[10]).toBe(500);
  });

  it('compares days while there are less than two weeks', () => {
    const use = series(48 * 4, (slot) => slot % 48);
    use[48 * 2 + 5] = NaN;
    expect(estimateGaps(use, winter(use.length)).wh[48 * 2 + 5]).toBe(5);
  });

  it('keeps to the wall clock over a clock change', () => {
    // An evening peak at 18:00 by the wall: slot 36 in winter, 34 once the clock is an hour ahead.
    const offset = Int8Array.from({ length: 336 * 6 }, (_, slot) => (slot < 336 * 3 ? 0 : 2));
    const use = series(offset.length, (slot) => ((slot + (offset[slot] ?? 0)) % 48 === 36 ? 3000 : 100));
    const peak = 336 * 3 + 34;
    use[peak] = NaN;
    use[peak + 2] = NaN;
    const { wh } = estimateGaps(use, offset);
    expect([wh[peak], wh[peak + 2]]).toEqual([3000, 100]);
  });

  it('never changes a reading and never averages an estimate', () => {
    const cell = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.constant(NaN));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 400 }), (values) => {
        const use = Float64Array.from(values);
        const { wh } = estimateGaps(use, winter(use.length));
        for (const [slot, value] of values.entries()) {
          if (!Number.isNaN(value)) expect(wh[slot]).toBe(value);
          else if (values.every((other) => Number.isNaN(other))) expect(wh[slot]).toBeNaN();
        }
      }),
      { numRuns: 500 },
    );
  });
});

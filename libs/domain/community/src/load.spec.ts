import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviseLoad, cheapestStart, meanPence } from './load';

const T = Date.UTC(2026, 10, 23, 12) / 1000;
const slotsOf = (pence: readonly (number | null)[]) =>
  pence.map((marginalPence, index) => ({ time: T + index * 1800, marginalPence }));
const DAY_S = 86_400;

describe('meanPence', () => {
  it('weighs each price by the time the run spends in it', () => {
    expect(meanPence(slotsOf([10, 20]), T, 3_600)).toBe(15);
    expect(meanPence(slotsOf([10, 20]), T + 900, 1_800)).toBe(15);
    expect(meanPence(slotsOf([10, 20]), T + 1_200, 1_800)).toBeCloseTo(10 / 3 + 40 / 3);
  });

  it('is not known where a part of the run has no price', () => {
    expect(meanPence(slotsOf([10, null]), T, 3_600)).toBeUndefined();
    expect(meanPence(slotsOf([10]), T, 3_600)).toBeUndefined();
    expect(meanPence(slotsOf([10]), T - 1, 1_800)).toBeUndefined();
    expect(meanPence([], T, 1_800)).toBeUndefined();
  });
});

describe('cheapestStart', () => {
  it('ends a run where the price rises, in the middle of a half-hour if need be', () => {
    // Of 20, 60, 10, 80, 40, 90 by the half-hour, three quarters of an hour are cheapest when they end with the third.
    expect(cheapestStart(slotsOf([20, 60, 10, 80, 40, 90]), T, 2_700, DAY_S)).toEqual({
      time: T + 2_700,
      pence: (60 * 900 + 10 * 1800) / 2700,
    });
    expect(cheapestStart(slotsOf([5, 9, 9]), T + 600, 1_800, DAY_S)).toMatchObject({ time: T + 600 });
  });

  it('takes the earliest of those that cost the same', () => {
    expect(cheapestStart(slotsOf([9, 7, 7, 7]), T, 1_800, DAY_S)?.time).toBe(T + 1_800);
  });

  it('looks no further than it is told, and knows nothing without prices', () => {
    expect(cheapestStart(slotsOf([9, 8, 1]), T, 1_800, 1_800)?.pence).toBe(8);
    expect(cheapestStart(slotsOf([null, null]), T, 1_800, DAY_S)).toBeUndefined();
  });

  it('is as cheap as the best of all starts, tried minute by minute', () => {
    const prices = fc.array(fc.integer({ min: -5, max: 40 }), { minLength: 8, maxLength: 16 });
    fc.assert(
      fc.property(
        prices,
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 29 }),
        (pence, minutes, offset) => {
          const slots = slotsOf(pence);
          const now = T + offset * 60;
          const byMinute = Array.from({ length: pence.length * 30 }, (_, minute) =>
            meanPence(slots, now + minute * 60, minutes * 60),
          ).filter((price) => price !== undefined);
          const best = cheapestStart(slots, now, minutes * 60, DAY_S)?.pence;
          if (byMinute.length === 0) expect(best).toBeUndefined();
          else expect(best).toBeCloseTo(Math.min(...byMinute), 9);
        },
      ),
    );
  });
});

describe('adviseLoad', () => {
  const wash = { durationS: 3_600, energyKWh: 2 };

  it('names the cheapest time ahead where waiting pays', () => {
    expect(adviseLoad(slotsOf([14, 14, 14, 7, 7, 10]), T, wash, DAY_S)).toEqual({
      nowPence: 28,
      other: { time: T + 5_400, pence: 14 },
    });
  });

  it('names the dearest time ahead where now is cheapest', () => {
    expect(adviseLoad(slotsOf([7, 7, 10, 14, 14, 10]), T, wash, DAY_S)).toEqual({
      nowPence: 14,
      other: { time: T + 5_400, pence: 28 },
    });
  });

  it('names no other where all cost nearly the same, and nothing where the present price is not known', () => {
    expect(adviseLoad(slotsOf([10, 10.3, 10, 10.4]), T, wash, DAY_S)).toEqual({ nowPence: 20.3, other: undefined });
    expect(adviseLoad(slotsOf([null, 7, 7]), T, wash, DAY_S)).toBeUndefined();
    expect(adviseLoad([], T, wash, DAY_S)).toBeUndefined();
  });
});

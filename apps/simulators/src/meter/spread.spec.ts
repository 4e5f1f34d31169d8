import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIVE_PER_HALF_HOUR, spreadHalfHour } from './spread';

const sum = (watts: Float64Array): number => watts.reduce((before, value) => before + value, 0);
/** The largest of all the recordings is 5.9 kWh. */
const wattHours = fc.integer({ min: 0, max: 6000 });

describe('a spread half-hour', () => {
  it('has exactly the energy of the half-hour, in whole watts and never below zero', () => {
    fc.assert(
      fc.property(wattHours, fc.integer(), (wh, seed) => {
        const watts = spreadHalfHour(wh, seed);
        expect(watts).toHaveLength(LIVE_PER_HALF_HOUR);
        expect(sum(watts) * 10).toBe(wh * 3600);
        expect(watts.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
      }),
    );
  });

  it('is the same for the same keys and another one for others', () => {
    expect(spreadHalfHour(500, 1, 2)).toEqual(spreadHalfHour(500, 1, 2));
    expect(spreadHalfHour(500, 1, 2)).not.toEqual(spreadHalfHour(500, 1, 3));
  });

  it('looks like appliances: long level stretches and a few steps, not noise', () => {
    const watts = spreadHalfHour(900, 7, 1);
    const steps = watts.slice(1).filter((value, slot) => Math.abs(value - (watts[slot] ?? 0)) > 50).length;
    expect(steps).toBeGreaterThan(0);
    expect(steps).toBeLessThan(30);
    expect(Math.max(...watts)).toBeGreaterThan(2 * Math.min(...watts));
  });
});

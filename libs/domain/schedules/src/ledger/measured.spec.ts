import { describe, expect, it } from 'vitest';
import { measuredWh } from './measured';

const run = { start: 0, end: 3600, registerKWh: null, powers: [], powerW: 2000 };

describe('the energy of a run', () => {
  it('is the growth of the register', () => {
    expect(measuredWh({ ...run, registerKWh: { from: 10.5, to: 12 } })).toBe(1500);
    expect(measuredWh({ ...run, registerKWh: { from: 10.5, to: 10.5 } })).toBe(0);
  });

  it.each([
    ['fell', { from: 10, to: 9 }],
    ['jumped', { from: 10, to: 45 }],
    ['is no number', { from: NaN, to: 12 }],
  ])('is not that of a register that %s', (_, registerKWh) => {
    expect(measuredWh({ ...run, registerKWh })).toBe(2000);
  });

  it('is that of the readings of power, the first of which holds from the start', () => {
    const powers = [
      { time: -30, value: 0 },
      { time: 30, value: 1000 },
      { time: 600, value: 3000 },
      { time: 1200, value: 3000 },
    ];
    // 10 min of 1,000 W and 20 of 3,000 W; the last reading holds for ten minutes, the rest counts as stated.
    expect(measuredWh({ ...run, powers })).toBeCloseTo((1000 * 600 + 3000 * 1200 + 2000 * 1800) / 3600);
  });

  it('is nothing where the device measured that it takes nothing', () => {
    const powers = Array.from({ length: 60 }, (_, minute) => ({ time: minute * 60, value: 0 }));
    expect(measuredWh({ ...run, powers })).toBe(0);
  });

  it('is as stated where nothing was measured', () => {
    expect(measuredWh(run)).toBe(2000);
    expect(measuredWh({ ...run, powers: [{ time: 100, value: NaN }] })).toBe(2000);
    expect(measuredWh({ ...run, end: -5 })).toBe(0);
  });
});

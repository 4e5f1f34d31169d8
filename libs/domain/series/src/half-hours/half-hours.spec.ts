import { describe, expect, it } from 'vitest';
import { changedPoints, kiloWattHours, wattHours, withoutMissingEnd } from './half-hours';

const START = 1_700_000_000 - (1_700_000_000 % 1800);
const changed = (newer: number[], known: number[], missing?: 'leaves' | 'replaces') =>
  changedPoints({ start: START, kWh: Float32Array.from(newer) }, Float32Array.from(known), missing).map(
    ({ time, value }) => [(time - START) / 1800, value],
  );

describe('newer half-hours', () => {
  it('replace what differs and leave the rest alone', () => {
    expect(changed([1, 2, 3], [1, 5, 3])).toEqual([[1, 2]]);
    expect(changed([0.25, 0], [0.25, 0])).toEqual([]);
  });

  it('fill what is missing, and never take away what is known', () => {
    expect(changed([1, NaN, NaN], [NaN, 2, NaN])).toEqual([[0, 1]]);
  });

  it('take away what is known where missing replaces', () => {
    expect(changed([1, NaN, NaN], [NaN, 2, NaN], 'replaces')).toEqual([
      [0, 1],
      [1, NaN],
    ]);
  });

  it('make the series as long as theirs, with what is missing as well', () => {
    expect(changed([1, NaN, 3], [1])).toEqual([
      [1, NaN],
      [2, 3],
    ]);
    expect(changed([], [1, 2])).toEqual([]);
  });
});

describe('watt-hours in a feed', () => {
  it('come back exactly, up to 8 MWh, and missing ones stay missing', () => {
    const wh = Float64Array.from({ length: 40_000 }, (_, slot) => (slot * 7919) % 8_000_000);
    wh[3] = NaN;
    expect(wattHours(kiloWattHours({ start: START, wh }))).toEqual({ start: START, wh });
  });

  it('are padded and cut to the length that is asked for', () => {
    const stored = { start: START, kWh: Float32Array.from([0.001, 0.002]) };
    expect([...wattHours(stored, 3).wh]).toEqual([1, 2, NaN]);
    expect([...wattHours(stored, 1).wh]).toEqual([1]);
  });

  it('end with the last that is known', () => {
    const cut = (...wh: number[]) => [...withoutMissingEnd({ start: START, wh: Float64Array.from(wh) }).wh];
    expect(cut(1, NaN, 2, NaN)).toEqual([1, NaN, 2]);
    expect(cut(NaN)).toEqual([]);
  });
});

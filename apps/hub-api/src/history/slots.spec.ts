import { describe, expect, it } from 'vitest';
import { changes } from './slots';

const START = 1_700_000_000 - (1_700_000_000 % 1800);
const of = (newer: number[], known: number[]) =>
  changes({ start: START, values: Float32Array.from(newer) }, Float32Array.from(known)).map(({ time, value }) => [
    (time - START) / 1800,
    value,
  ]);

describe('newer half-hours', () => {
  it('replace what differs and leave the rest alone', () => {
    expect(of([1, 2, 3], [1, 5, 3])).toEqual([[1, 2]]);
    expect(of([0.25, 0], [0.25, 0])).toEqual([]);
  });

  it('fill what nobody knew, and never take away what somebody knows', () => {
    expect(of([1, NaN, NaN], [NaN, 2, NaN])).toEqual([[0, 1]]);
  });

  it('make the series as long as theirs, with what nobody knows as well', () => {
    expect(of([1, NaN, 3], [1])).toEqual([
      [1, NaN],
      [2, 3],
    ]);
    expect(of([], [1, 2])).toEqual([]);
  });
});

import { expect, it } from 'vitest';
import { newerReadings } from './newer-readings';

const START = 1_700_001_000 - (1_700_001_000 % 1800);
const at = (slot: number, value: number) => ({ time: START + slot * 1800, value });
const newer = (points: ReturnType<typeof at>[], known: number[], settled: number) =>
  newerReadings(points, { start: START, kWh: Float32Array.from(known) }, START + settled * 1800).map(
    ({ time, value }) => [(time - START) / 1800, value],
  );

it('fills what the server does not know, before and after the end of what it settled', () => {
  expect(newer([at(1, 0.5), at(3, 0.25)], [1, NaN, 1], 3)).toEqual([
    [1, 0.5],
    [3, 0.25],
  ]);
});

it('never takes the place of what the server settled', () => {
  expect(newer([at(0, 9), at(2, 9)], [1, NaN, 1], 3)).toEqual([]);
});

it('takes the newest of the meter’s own, and writes nothing twice', () => {
  expect(newer([at(3, 0.75), at(4, 0.1)], [1, 1, 1, 0.5, 0.1], 3)).toEqual([[3, 0.75]]);
  expect(newer([at(4, NaN)], [], 0)).toEqual([]);
});

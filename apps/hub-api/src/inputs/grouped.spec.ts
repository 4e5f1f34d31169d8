import { expect, it } from 'vitest';
import { grouped } from './grouped';

const reading = (name: string, time: number) => ({
  source: { node: 'n', name, unit: '', intervalS: 10, durable: false, logged: true },
  time,
  value: time * 2,
});
const seen = (readings: ReturnType<typeof reading>[]) =>
  grouped(readings).map(({ source, points }) => [source.name, points.map(({ time, value }) => [time, value])]);

it('gathers the readings of each source in the order of arrival', () => {
  expect(seen([reading('a', 3), reading('b', 1), reading('a', 2)])).toEqual([
    [
      'a',
      [
        [3, 6],
        [2, 4],
      ],
    ],
    ['b', [[1, 2]]],
  ]);
});

it('passes a single reading and none', () => {
  expect(seen([reading('a', 1)])).toEqual([['a', [[1, 2]]]]);
  expect(seen([])).toEqual([]);
});

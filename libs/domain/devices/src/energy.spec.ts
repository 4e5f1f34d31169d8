import { describe, expect, it } from 'vitest';
import { energyOfPower, energyOfRegister } from './energy';

const HOUR = 3600;
const marks = [0, HOUR, 2 * HOUR, 3 * HOUR];
const at = (...values: [minute: number, value: number][]) =>
  values.map(([minute, value]) => ({ time: 60 * minute, value }));

describe('energy of a register', () => {
  it.each([
    ['each hour its own', at([0, 10], [60, 11], [120, 11.5]), [1, 0.5, null]],
    ['a growth over two hours is spread', at([30, 10], [90, 11]), [0.5, 0.5, null]],
    [
      'a register that began again counts on from there',
      at([0, 10], [30, 10.5], [40, 0], [60, 0.25]),
      [0.75, null, null],
    ],
    [
      'a false zero and its way back are no energy',
      at([0, 5000], [20, 0], [40, 5000.1], [60, 5000.2]),
      [0.1, null, null],
    ],
    ['what is missing stays missing', at([0, 10], [10, NaN], [60, 10]), [0, null, null]],
    ['nothing measured', [], [null, null, null]],
  ])('%s', (_, samples, expected) => {
    const made = energyOfRegister(samples, marks);
    expect(made.map((part) => part !== null && Number(part.toFixed(6)))).toEqual(expected.map((part) => part ?? false));
  });
});

it('takes power for no longer than ten minutes after its reading', () => {
  const made = energyOfPower(at([0, 6000], [10, 6000], [60, 6000]), marks);
  expect(made).toEqual([1, null, null]);
});

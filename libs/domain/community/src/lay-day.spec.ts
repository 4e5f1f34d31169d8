import { describe, expect, it } from 'vitest';
import { layDay } from './lay-day';

const LONDON = 'Europe/London';
const numbers = (count: number): (number | null)[] => Array.from({ length: count }, (_, slot) => slot);
const lay = (day: string, cells: readonly (number | null)[]) => [...layDay(day, cells, LONDON)];
const with_ = (cells: (number | null)[], from: number, ...values: (number | null)[]) =>
  cells.map((cell, slot) => (slot >= from && slot < from + values.length ? (values[slot - from] ?? null) : cell));

describe('the half-hours of a day', () => {
  it('are as they come on an ordinary day, cut and padded', () => {
    expect(lay('2026-06-10', numbers(48))).toEqual(numbers(48));
    expect(lay('2026-06-10', numbers(50))).toEqual(numbers(48));
    expect(lay('2026-06-10', [1, null])).toEqual([1, ...Array<number>(47).fill(NaN)]);
  });

  it('of a short day come as 46, also with empty places at the end', () => {
    expect(lay('2026-03-29', numbers(46))).toEqual(numbers(46));
    expect(lay('2026-03-29', [...numbers(46), null, null])).toEqual(numbers(46));
  });

  it.each([
    ['empty', null],
    ['zero', 0],
    ['anything', 777],
  ])('of a short day come as 48 by the wall clock, with its hour %s', (_, inside) => {
    const cells = with_(numbers(48), 2, inside, inside);
    expect(lay('2026-03-29', cells)).toEqual([0, 1, ...numbers(48).slice(4)]);
  });

  it('of a long day come as 50', () => {
    expect(lay('2026-10-25', numbers(50))).toEqual(numbers(50));
    expect(lay('2026-10-25', with_(numbers(50), 20, null))).toEqual(numbers(50).map((n) => (n === 20 ? NaN : n)));
  });

  it('of a long day come as 48 by the wall clock: the hour that comes twice is known once', () => {
    const laid = lay('2026-10-25', numbers(48));
    expect(laid).toHaveLength(50);
    expect(laid.slice(0, 4)).toEqual([0, 1, 2, 3]);
    expect(laid.slice(4)).toEqual([NaN, NaN, ...numbers(48).slice(4)]);
    expect(lay('2026-10-25', [...numbers(48), null, null])).toEqual(laid);
  });
});

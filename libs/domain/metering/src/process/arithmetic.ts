import { known, map, type Process, type ProcessWorld } from './process';

type Other = (argument: number, world: ProcessWorld) => number | null;

const inputValue: Other = (id, world) => world.inputValue(id);
const feedValue: Other = (id, world) => world.feedLast(id)?.value ?? null;

/** The value and another one; null when either is not known. */
const withOther =
  (other: Other, combine: (a: number, b: number) => number | null): Process =>
  (value, argument, world) => {
    const second = other(argument, world);
    return { value: known(value) && known(second) ? combine(value, second) : null };
  };

const times = (a: number, b: number): number => a * b;
const plus = (a: number, b: number): number => a + b;
const minus = (a: number, b: number): number => a - b;
const over = (a: number, b: number): number | null => (b > 0 ? a / b : null);

/** Calibration, limits, and sums with other inputs and feeds. */
export const ARITHMETIC: Readonly<Record<string, Process>> = {
  scale: map(times),
  offset: map(plus),
  abs_value: map(Math.abs),
  allowpositive: map((value) => Math.max(value, 0)),
  allownegative: map((value) => Math.min(value, 0)),
  max_value_allowed: map(Math.min),
  min_value_allowed: map(Math.max),
  signed2unsigned: map((value) => (value < 0 ? value + 65_536 : value)),
  reset2zero: () => ({ value: 0 }),
  reset2null: () => ({ value: null }),
  reset2original: (_value, _argument, world) => ({ value: world.original }),
  times_input: withOther(inputValue, times),
  add_input: withOther(inputValue, plus),
  subtract_input: withOther(inputValue, minus),
  divide_input: withOther(inputValue, over),
  max_input: withOther(inputValue, Math.max),
  min_input: withOther(inputValue, Math.min),
  add_feed: withOther(feedValue, plus),
  sub_feed: withOther(feedValue, minus),
  multiply_by_feed: withOther(feedValue, times),
  divide_by_feed: withOther(feedValue, over),
  max_feed: withOther(feedValue, Math.max),
  min_feed: withOther(feedValue, Math.min),
};

/** Maps a value to a position on one axis. */
export type Scale = (value: number) => number;

/** A straight scale from [from, to] onto [start, end]. `from` and `to` must differ. */
export function linear(from: number, to: number, start: number, end: number): Scale {
  const slope = (end - start) / (to - from);
  return (value) => start + (value - from) * slope;
}

/** The smallest of 1, 2, 5 times a power of ten that is not below `size` (> 0). */
export function niceStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const step = [1, 2, 5].find((factor) => factor * power >= size);
  return (step ?? 10) * power;
}

/** Round marks that enclose [low, high], both among them, in about `count` steps. */
export function niceTicks(low: number, high: number, count: number): readonly number[] {
  const step = niceStep((high - low) / count);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

/** Multiples of `step` in [from, to]. */
export function multiples(from: number, to: number, step: number): readonly number[] {
  const first = Math.ceil(from / step);
  const count = Math.max(0, Math.floor(to / step) - first + 1);
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}

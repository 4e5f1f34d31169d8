import type { Segment, Signal } from '@hub/domain/planner';

export interface Weighted {
  readonly signal: Signal;
  /** What one unit of it counts in the unit of the sum; negative to prefer high values. */
  readonly weight: number;
}

/** The weighted sum of signals where every one of them has a value; whole numbers. One signal's gap is a gap of the sum. */
export function weightedSum(parts: readonly Weighted[]): Signal {
  const [first, ...others] = parts;
  if (first === undefined) return [];
  return others.reduce<Signal>(
    (sum, { signal, weight }) => combined(sum, signal, weight),
    first.signal.map(([start, end, price]) => [start, end, Math.round(price * first.weight)]),
  );
}

function combined(a: Signal, b: Signal, weight: number): Signal {
  return a.flatMap(([start, end, price]): Segment[] =>
    b.flatMap(([otherStart, otherEnd, other]): Segment[] => {
      const from = Math.max(start, otherStart);
      const to = Math.min(end, otherEnd);
      return from < to ? [[from, to, price + Math.round(other * weight)]] : [];
    }),
  );
}

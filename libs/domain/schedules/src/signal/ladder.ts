import type { Segment, Signal } from '@hub/domain/planner';
import { instantOf, type Instant, localTime } from '@hub/domain/time';

/** Where the prices of a stretch of time come from, the best first. */
export type RungName = 'signal' | 'yesterday' | 'tariff' | 'latest';

export interface Rung {
  readonly name: RungName;
  readonly signal: Signal;
}

/** Prices without a gap, and which rung each stretch rests on. */
export interface LadderedSignal {
  readonly signal: Signal;
  readonly used: readonly { readonly start: Instant; readonly end: Instant; readonly rung: RungName }[];
}

/**
 * Prices from `from` to `to`: of the first rung that has one. Where none has, the rung is `latest` and the price the greatest that is
 * known, so that an unknown hour never looks cheap. A deadline beyond the signal is so planned on the later rungs, not started at once.
 */
export function laddered(rungs: readonly Rung[], from: Instant, to: Instant): LadderedSignal {
  const greatest = rungs.flatMap(({ signal }) => signal).reduce((most, [, , price]) => Math.max(most, price), 0);
  const last: Rung = { name: 'latest', signal: [[from, to, greatest]] };
  const signal: Segment[] = [];
  const used: { start: Instant; end: Instant; rung: RungName }[] = [];
  for (const { name, start, end, price } of stretches([...rungs, last], from, to)) {
    signal.push([start, end, price]);
    const before = used.at(-1);
    if (before?.rung === name && before.end === start) before.end = end;
    else used.push({ start, end, rung: name });
  }
  return { signal, used };
}

interface Stretch {
  readonly name: RungName;
  readonly start: Instant;
  readonly end: Instant;
  readonly price: number;
}

function stretches(rungs: readonly Rung[], from: Instant, to: Instant): readonly Stretch[] {
  let open: readonly (readonly [Instant, Instant])[] = from < to ? [[from, to]] : [];
  const found: Stretch[] = [];
  for (const { name, signal } of rungs) {
    const sorted = [...signal].sort((a, b) => a[0] - b[0]);
    const left: [Instant, Instant][] = [];
    for (const [start, end] of open) {
      let at = start;
      for (const [segmentStart, segmentEnd, price] of sorted) {
        const cut = { start: Math.max(at, segmentStart), end: Math.min(end, segmentEnd) };
        if (cut.start >= cut.end) continue;
        if (cut.start > at) left.push([at, cut.start]);
        found.push({ name, price, ...cut });
        at = cut.end;
      }
      if (at < end) left.push([at, end]);
    }
    open = left;
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The same prices at the same time of the clock on each of the next `days`: what yesterday says of today and tomorrow. */
export function repeatedDaily(signal: Signal, days: number, zone: string): Signal {
  return Array.from({ length: days }, (_, day) => day + 1).flatMap((day) =>
    signal.map(([start, end, price]): Segment => {
      const local = localTime(start, zone);
      const from = instantOf({ ...local, day: local.day + day }, zone);
      return [from, from + (end - start), price];
    }),
  );
}

import type { Block, Segment, Signal } from '@hub/domain/planner';
import type { Instant } from '@hub/domain/time';

/** Watts that are taken from `start` to `end`. Loads may overlap: then their watts add up. */
export interface Load {
  readonly start: Instant;
  readonly end: Instant;
  readonly watts: number;
}

/** From 1970 until long after this house. */
const ALWAYS: Block = [0, 60 * 2 ** 40];

/** Stretches in which `watts` more would be above the cap: whole minutes, in order, joined. */
export function fullStretches(loads: readonly Load[], capW: number, watts: number): readonly Block[] {
  if (watts > capW) return [ALWAYS];
  const edges = loads.flatMap(({ start, end, watts: taken }) => [
    { at: start, change: taken },
    { at: end, change: -taken },
  ]);
  const full: [Instant, Instant][] = [];
  let taken = 0;
  const sorted = edges.sort((a, b) => a.at - b.at);
  for (const [index, { at, change }] of sorted.entries()) {
    taken += change;
    const next = sorted[index + 1]?.at;
    // Sums of figures such as 0.1 W may end a hair above what they should.
    if (next === undefined || next === at || taken + watts <= capW + 1e-6) continue;
    const [start, end] = [Math.floor(at / 60) * 60, Math.ceil(next / 60) * 60];
    const last = full.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else full.push([start, end]);
  }
  return full;
}

/** Whether all loads together stay within the cap. */
export const fitsUnder = (loads: readonly Load[], capW: number): boolean => fullStretches(loads, capW, 0).length === 0;

/** The signal without those stretches, which are in order: where there is no room there is no price. */
export function cutOut(signal: Signal, stretches: readonly Block[]): Signal {
  if (stretches.length === 0) return signal;
  return signal.flatMap(([start, end, price]) => {
    const left: Segment[] = [];
    let from = start;
    for (const [cutStart, cutEnd] of stretches) {
      if (cutEnd <= from || cutStart >= end) continue;
      if (cutStart > from) left.push([from, cutStart, price]);
      from = Math.max(from, cutEnd);
    }
    if (from < end) left.push([from, end, price]);
    return left;
  });
}

import { type Grid, wattsAt } from '../grid/grid';
import type { SlotRun } from '../grid/run';
import { runsOf } from '../grid/usable';

/** Tells whether a block of the whole length may start in a slot; under a cap the phases of a profile differ. */
export type MayStart = (slot: number) => boolean;

interface Phase {
  readonly from: number;
  readonly to: number;
  readonly watts: number;
}

/**
 * The cheapest single block of a device that is off: as long as fits, at most the work. A profile runs whole or not at all.
 * The cost of each start is a sum over phases of differences of prefix sums: O(slots × phases).
 */
export function cheapestBlock(grid: Grid, usable: Uint8Array, mayStart: MayStart = () => true): readonly SlotRun[] {
  const length = blockLength(grid, usable);
  if (length === 0) return [];
  const phases = phasesOf(grid, length);
  const before = prefixSums(grid.prices.sum);
  let best = -1;
  let bestCost = Infinity;
  for (const [start, end] of runsOf(usable)) {
    for (let slot = start; slot + length <= end; slot += 1) {
      if (!mayStart(slot)) continue;
      const cost = costAt(slot, phases, before);
      if (cost < bestCost || (grid.tie === 'late' && cost === bestCost)) {
        best = slot;
        bestCost = cost;
      }
    }
  }
  return best < 0 ? [] : [[best, best + length]];
}

/** Slots of the longest block that fits; 0 when none does. */
function blockLength({ rest, profile, minOn }: Grid, usable: Uint8Array): number {
  let longest = 0;
  for (const [start, end] of runsOf(usable)) longest = Math.max(longest, end - start);
  const length = Math.min(rest, longest);
  return length < (profile === undefined ? minOn : rest) ? 0 : length;
}

/** Neighbouring slots of one power as one phase. */
function phasesOf(grid: Grid, length: number): readonly Phase[] {
  if (grid.profile === undefined) return [{ from: 0, to: length, watts: grid.powerW }];
  const phases: Phase[] = [];
  for (let from = 0; from < length;) {
    const watts = wattsAt(grid, from);
    let to = from + 1;
    while (to < length && wattsAt(grid, to) === watts) to += 1;
    phases.push({ from, to, watts });
    from = to;
  }
  return phases;
}

/** `sums[k]`: the sum of the first k values. */
export function prefixSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let index = 0; index < values.length; index += 1) sums[index + 1] = (sums[index] ?? 0) + (values[index] ?? 0);
  return sums;
}

function costAt(slot: number, phases: readonly Phase[], before: Float64Array): number {
  let cost = 0;
  for (const { from, to, watts } of phases) cost += watts * ((before[slot + to] ?? 0) - (before[slot + from] ?? 0));
  return cost;
}

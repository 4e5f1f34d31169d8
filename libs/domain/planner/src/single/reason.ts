import type { Grid } from '../grid/grid';
import { slotsIn } from '../grid/run';
import { hasPrice, runsOf } from '../grid/usable';
import type { Reason } from '../problem';
import { bestCycles } from './cycles';

/**
 * The first constraint, in the contract's order, after which the work no longer fits. Frozen slots are on at every stage and
 * count as part of the run that follows them.
 */
export function bindingReason(grid: Grid): Reason {
  if (grid.n < grid.rest) return 'deadline';
  const usable = new Uint8Array(grid.n).fill(1);
  const keep = (test: (slot: number) => boolean): Uint8Array => {
    for (let slot = grid.frozen; slot < grid.n; slot += 1) if (!test(slot)) usable[slot] = 0;
    return usable;
  };
  if (count(keep((slot) => slot >= grid.earliest)) < grid.rest) return 'earliest';
  if (count(keep((slot) => hasPrice(grid, slot))) < grid.rest) return 'signal';
  if (count(keep((slot) => grid.prices.below[slot] === 1)) < grid.rest) return 'ceiling';
  if (grid.oneBlock) return longestRun(usable) < grid.rest ? 'block' : 'minOff';
  const free = afterFrozen(grid, usable);
  if (mostIn(grid, usable) < grid.rest) return 'maxStarts';
  const withoutGaps = { ...grid, minOff: 1, free: 0 };
  return grid.frozen + slotsIn(bestCycles(withoutGaps, free)) < grid.rest ? 'minOn' : 'minOff';
}

/** Only the slots that are not frozen, as the search for runs wants them. */
const afterFrozen = ({ frozen }: Grid, usable: Uint8Array): Uint8Array =>
  usable.map((one, slot) => (slot < frozen ? 0 : one));

const count = (usable: Uint8Array): number => usable.reduce((sum, one) => sum + one, 0);

const lengths = (usable: Uint8Array): number[] => [...runsOf(usable)].map(([start, end]) => end - start);

const longestRun = (usable: Uint8Array): number => Math.max(0, ...lengths(usable));

/** Most slots in `maxStarts` runs beside the one in progress. */
function mostIn({ on, maxStarts }: Grid, usable: Uint8Array): number {
  const all = lengths(usable);
  const inProgress = on && usable[0] === 1 ? (all.shift() ?? 0) : 0;
  const longest = all.sort((a, b) => b - a).slice(0, Math.min(maxStarts, all.length));
  return longest.reduce((sum, length) => sum + length, inProgress);
}

import type { Grid } from '../grid/grid';
import { type SlotRun, slotsIn } from '../grid/run';
import { cheapestBlock } from './block';
import { type CycleCosts, cycleCosts, type Counted, isExact } from './cycle-costs';
import { fillCycleTable } from './cycle-table';
import { tracedRuns } from './cycle-trace';

/**
 * The best runs of an interruptible device with least run, least gap and most starts: an exact dynamic program over
 * (slot, slots run so far), with a layer for each start where their number is limited. Runs exclude frozen slots.
 */
export function bestCycles(grid: Grid, usable: Uint8Array): readonly SlotRun[] {
  if (grid.rest <= grid.frozen || grid.frozen >= grid.n) return [];
  if (!grid.on && grid.maxStarts === 1) return cheapestBlock(grid, usable);
  const most = mostStarts(grid);
  const all: Counted = { starts: most, tie: grid.tie === 'late' };
  // Where few starts are allowed, the search without a limit would rarely keep it.
  if (grid.maxStarts > 2 && isExact(grid, usable, all)) {
    const runs = solve(grid, cycleCosts(grid, usable, all));
    if (startsOf(grid, runs) <= grid.maxStarts) return runs;
  }
  const starts = Math.min(most, grid.maxStarts);
  const tieOnly: Counted = { starts: 0, tie: grid.tie === 'late' };
  if (isExact(grid, usable, tieOnly)) return solve(grid, cycleCosts(grid, usable, tieOnly), starts);
  return bestOfHugePrices(grid, usable, starts);
}

/**
 * Prices so great that a number has no room for anything beside the cost: layers count the starts, and the latest beginning is
 * found by narrowing the window until the plan gets worse.
 */
function bestOfHugePrices(grid: Grid, usable: Uint8Array, starts: number): readonly SlotRun[] {
  const solveFrom = (slot: number): readonly SlotRun[] => {
    const later = usable.map((one, index) => (index < slot ? 0 : one));
    return solve(grid, cycleCosts(grid, later, { starts: 0, tie: false }), starts);
  };
  const value = (runs: readonly SlotRun[]): string =>
    [slotsIn(runs), priceOf(grid, runs), startsOf(grid, runs)].join(' ');
  let best = solveFrom(0);
  if (grid.tie !== 'late') return best;
  const wanted = value(best);
  for (let [good, bad] = [0, grid.n]; bad - good > 1;) {
    const middle = Math.floor((good + bad) / 2);
    const runs = solveFrom(middle);
    if (value(runs) === wanted) [good, best] = [middle, runs];
    else bad = middle;
  }
  return best;
}

function solve(grid: Grid, costs: CycleCosts, starts?: number): readonly SlotRun[] {
  return tracedRuns(grid, costs, fillCycleTable(grid, costs, starts));
}

function priceOf({ prices }: Grid, runs: readonly SlotRun[]): number {
  let sum = 0;
  for (const [start, end] of runs) for (let slot = start; slot < end; slot += 1) sum += prices.sum[slot] ?? 0;
  return sum;
}

const startsOf = (grid: Grid, runs: readonly SlotRun[]): number =>
  runs.length - (grid.on && runs[0]?.[0] === grid.frozen ? 1 : 0);

/** No plan has more runs than fit one after the other, nor more than the work makes. */
const mostStarts = ({ n, rest, minOn, minOff }: Grid): number =>
  Math.min(Math.floor((n + minOff) / (minOn + minOff)) + 1, Math.floor(rest / minOn) + 1);

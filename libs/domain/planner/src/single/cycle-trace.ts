import type { Grid } from '../grid/grid';
import type { SlotRun } from '../grid/run';
import type { CycleCosts } from './cycle-costs';
import { type CycleTable, STARTED, STOPPED } from './cycle-table';

/** The runs of the best plan: the most work, then the least value, then the fewest layers. */
export function tracedRuns(grid: Grid, costs: CycleCosts, table: CycleTable): readonly SlotRun[] {
  const cell = bestCell(table, costs.unit);
  if (cell % table.depth === 0) return [];
  const { minOn, minOff, frozen, on } = grid;
  const runs: SlotRun[] = [];
  let at = (table.endsAt[cell] ?? 0) - frozen;
  let state = cell;
  while (state % table.depth > 0) {
    const end = at;
    const length = runLength(table, at, state, on);
    [at, state] = [at - length, state - length];
    const goesOn = on && at === 0;
    if (!goesOn) [at, state] = [at - minOn, state - minOn - (table.limited ? table.depth : 0)];
    runs.unshift([frozen + at, frozen + end]);
    if (goesOn || state % table.depth === 0) break;
    while ((wayOf(table, at, state) & STOPPED) === 0) at -= 1;
    at -= minOff;
  }
  return runs;
}

/** Slots back to where the run began, or had its least length. */
function runLength(table: CycleTable, end: number, cell: number, on: boolean): number {
  let length = 0;
  while ((wayOf(table, end - length, cell - length) & STARTED) === 0 && !(on && length === end)) length += 1;
  return length;
}

const wayOf = ({ ways, width }: CycleTable, at: number, cell: number): number => ways[at * width + cell] ?? 0;

function bestCell({ best, depth }: CycleTable, unit: number): number {
  const cost = (cell: number): number => Math.floor((best[cell] ?? Infinity) / unit);
  for (let run = depth - 1; run > 0; run -= 1) {
    let chosen = run;
    for (let cell = run; cell < best.length; cell += depth) {
      if (cost(cell) < cost(chosen)) chosen = cell;
    }
    if (best[chosen] !== Infinity && best[chosen] !== undefined) return chosen;
  }
  return 0;
}

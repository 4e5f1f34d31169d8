import type { Grid } from '../grid/grid';
import { joinedRuns, type SlotRun } from '../grid/run';
import { cheapestBlock, type MayStart } from './block';
import { bestCycles } from './cycles';
import { cheapestSlots } from './free-minutes';

/** The best runs in the usable slots, those in progress included. */
export function bestRuns(grid: Grid, usable: Uint8Array, mayStart?: MayStart): readonly SlotRun[] {
  const frozen: SlotRun = [0, grid.frozen];
  if (grid.oneBlock) return grid.on ? joinedRuns([frozen]) : cheapestBlock(grid, usable, mayStart);
  return joinedRuns([frozen, ...freeRuns(grid, usable)]);
}

/** The runs without rules, when they keep the rules by themselves; they are the best of all then. */
function freeRuns(grid: Grid, usable: Uint8Array): readonly SlotRun[] {
  if (grid.rest <= grid.frozen) return [];
  const free = cheapestSlots(grid, usable);
  return keepsRules(grid, joinedRuns([[0, grid.frozen], ...free])) ? free : bestCycles(grid, usable);
}

function keepsRules(grid: Grid, runs: readonly SlotRun[]): boolean {
  let starts = 0;
  let last = grid.on ? 0 : -Infinity;
  for (const [start, end] of runs) {
    if (!(grid.on && start === 0)) {
      starts += 1;
      if (end - start < grid.minOn || start - last < grid.minOff) return false;
    }
    last = end;
  }
  return starts <= grid.maxStarts;
}

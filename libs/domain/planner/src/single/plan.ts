import { type Grid, gridOf, wattsAt } from '../grid/grid';
import { type SlotRun, slotsIn } from '../grid/run';
import { usableSlots } from '../grid/usable';
import type { Plan, Problem, Reason } from '../problem';
import { bestRuns } from './best-runs';
import { bindingReason } from './reason';

/**
 * The best plan of one device in whole minutes: least shortfall, then least cost, then fewest starts, then done as early (or begun
 * as late) as possible. Rules and units: conformance/README.md. Never changes the problem; the same problem gives the same plan.
 */
export function plan(problem: Problem): Plan {
  const grid = gridOf(problem);
  const runs = bestRuns(grid, usableSlots(grid));
  return planOf(grid, runs, slotsIn(runs) < grid.rest ? bindingReason(grid) : null);
}

/** The runs of a grid as a plan in seconds. */
export function planOf(grid: Grid, runs: readonly SlotRun[], reason: Reason | null): Plan {
  const minutesInSlot = grid.slotS / 60;
  let cost = 0;
  let unpriced = 0;
  let done = 0;
  for (const [start, end] of runs) {
    for (let slot = start; slot < end; slot += 1) {
      cost += (grid.prices.sum[slot] ?? 0) * wattsAt(grid, done);
      unpriced += minutesInSlot - (grid.prices.priced[slot] ?? 0);
      done += 1;
    }
  }
  return {
    blocks: runs.map(([start, end]) => [grid.t0 + start * grid.slotS, grid.t0 + end * grid.slotS] as const),
    cost: cost + 0,
    unpriced,
    shortfall: (grid.rest - done) * minutesInSlot,
    reason,
  };
}

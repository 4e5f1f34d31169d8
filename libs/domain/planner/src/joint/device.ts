import { type Grid, gridOf, wattsAt } from '../grid/grid';
import { type SlotRun, slotsIn } from '../grid/run';
import { usableSlots } from '../grid/usable';
import type { JointProblem } from '../problem';
import { bestRuns } from '../single/best-runs';

/** One of several devices on the grid that all share. */
export interface Device {
  readonly grid: Grid;
  /** Slots in which it may run as far as it alone is concerned. */
  readonly usable: Uint8Array;
  /** Its best without the others. */
  readonly alone: Choice;
}

/** Runs of one device, those in progress included, and what they are worth. */
export interface Choice {
  readonly runs: readonly SlotRun[];
  readonly short: number;
  readonly cost: number;
}

export function devicesOf({ now, signal, step, devices }: JointProblem): readonly Device[] {
  return devices.map((device) => {
    const grid = { ...gridOf({ ...device, now, signal }, step), tie: 'any' as const };
    const usable = usableSlots(grid);
    return { grid, usable, alone: choiceOf(grid, bestRuns(grid, usable)) };
  });
}

export function choiceOf(grid: Grid, runs: readonly SlotRun[]): Choice {
  let cost = 0;
  let done = 0;
  for (const [start, end] of runs) {
    for (let slot = start; slot < end; slot += 1) cost += (grid.prices.sum[slot] ?? 0) * wattsAt(grid, done++);
  }
  return { runs, short: grid.rest - slotsIn(runs), cost };
}

/** The device's best where `load` (watts of the others, slot by slot) leaves room under the cap. */
export function bestUnder({ grid, usable }: Device, load: Float64Array, capW: number): Choice {
  const { profile, powerW } = grid;
  if (profile === undefined) {
    const open = usable.map((one, slot) => ((load[slot] ?? 0) + powerW <= capW ? one : 0));
    return choiceOf(grid, bestRuns(grid, open));
  }
  const fits = (start: number): boolean =>
    profile.every((watts, offset) => (load[start + offset] ?? 0) + watts <= capW);
  return choiceOf(grid, bestRuns(grid, usable, fits));
}

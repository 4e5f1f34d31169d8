import { type Grid, wattsAt } from '../grid/grid';
import type { SlotRun } from '../grid/run';
import { joinedRuns } from '../grid/run';
import { runsOf } from '../grid/usable';
import { type Choice, choiceOf, type Device } from './device';

/** One way to run a device, with its slots that are not frozen as bits. */
export interface Option extends Choice {
  readonly bits: number;
  /** Watts of its first slot that is not frozen, and so on; undefined: the device's power in each. */
  readonly profile: readonly number[] | undefined;
  readonly from: number;
}

/** Slots that one number can hold as bits. */
export const MOST_SLOTS = 32;
const MOST_OPTIONS = 8192;

/** Every way to run the device, the best first; undefined where there are too many to list. */
export function optionsOf({ grid, usable }: Device): readonly Option[] | undefined {
  if (grid.n > MOST_SLOTS) return undefined;
  const all: (readonly SlotRun[])[] = [];
  for (const runs of grid.oneBlock ? blocks(grid, usable) : cycles(grid, usable)) {
    if (all.length >= MOST_OPTIONS) return undefined;
    all.push(runs);
  }
  return all.map((runs) => optionOf(grid, runs)).sort((a, b) => a.short - b.short || a.cost - b.cost);
}

function optionOf(grid: Grid, runs: readonly SlotRun[]): Option {
  const choice = choiceOf(grid, joinedRuns([[0, grid.frozen], ...runs]));
  let bits = 0;
  for (const [start, end] of runs) for (let slot = start; slot < end; slot += 1) bits |= 1 << slot;
  return { ...choice, bits: bits >>> 0, profile: grid.profile, from: runs[0]?.[0] ?? 0 };
}

/** Nothing, and every block of an allowed length. One in progress goes on as it is. */
function* blocks(grid: Grid, usable: Uint8Array): Generator<readonly SlotRun[]> {
  yield [];
  if (grid.on || grid.rest === 0) return;
  const shortest = grid.profile === undefined ? grid.minOn : grid.rest;
  for (const [start, end] of runsOf(usable)) {
    for (let from = start; from < end; from += 1) {
      for (let to = from + shortest; to <= Math.min(end, from + grid.rest); to += 1) yield [[from, to]];
    }
  }
}

/** Every list of runs that keeps least lengths, gaps and starts. */
function* cycles(grid: Grid, usable: Uint8Array): Generator<readonly SlotRun[]> {
  const { n, frozen, on, minOn, minOff, maxStarts } = grid;
  function* after(from: number, left: number, starts: number): Generator<readonly SlotRun[]> {
    yield [];
    for (let start = from; start < n && starts < maxStarts; start += 1) {
      for (let end = start + 1; end <= n && end - start <= left && usable[end - 1] === 1; end += 1) {
        if (end - start < minOn) continue;
        for (const rest of after(end + minOff, left - (end - start), starts + 1)) yield [[start, end], ...rest];
      }
    }
  }
  const work = grid.rest - frozen;
  if (!on) {
    yield* after(0, work, 0);
    return;
  }
  yield* after(frozen + minOff, work, 0);
  for (let end = frozen + 1; end <= n && end - frozen <= work && usable[end - 1] === 1; end += 1) {
    for (const rest of after(end + minOff, work - (end - frozen), 0)) yield [[frozen, end], ...rest];
  }
}

/** Watts in a slot of the option. */
export const optionWatts = (grid: Grid, option: Option, slot: number): number =>
  grid.profile === undefined ? grid.powerW : wattsAt(grid, slot - option.from);

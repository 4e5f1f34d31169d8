/** A run in slots, `[start, end)`. */
export type SlotRun = readonly [start: number, end: number];

/** Runs in order of time; those that touch become one. */
export function joinedRuns(runs: readonly SlotRun[]): SlotRun[] {
  const joined: [number, number][] = [];
  for (const [start, end] of runs.filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last?.[1] === start) last[1] = end;
    else joined.push([start, end]);
  }
  return joined;
}

export const slotsIn = (runs: readonly SlotRun[]): number => runs.reduce((sum, [start, end]) => sum + end - start, 0);

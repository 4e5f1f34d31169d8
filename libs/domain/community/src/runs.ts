interface Run<T> {
  value: T;
  length: number;
}

function runsOf<T>(values: readonly T[]): Run<T>[] {
  const runs: Run<T>[] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last !== undefined && last.value === value) last.length += 1;
    else runs.push({ value, length: 1 });
  }
  return runs;
}

/**
 * The same sequence with each run of fewer than `least` equal values taken over by the longer of the runs beside it, the shortest
 * first. Runs at the ends stay, because they may go on outside; so do runs of undefined, and what stands only between those.
 */
export function withoutShortRuns<T>(values: readonly (T | undefined)[], least: number): readonly (T | undefined)[] {
  let runs = runsOf(values);
  for (;;) {
    const inner = runs.slice(1, -1).filter(({ value, length }) => value !== undefined && length < least);
    const shortest = inner.sort((a, b) => a.length - b.length).find((run) => heirOf(runs, run) !== undefined);
    const heir = shortest && heirOf(runs, shortest);
    if (shortest === undefined || heir === undefined) return runs.flatMap(spread);
    shortest.value = heir.value;
    runs = runsOf(runs.flatMap(spread));
  }
}

function heirOf<T>(runs: readonly Run<T | undefined>[], run: Run<T | undefined>): Run<T | undefined> | undefined {
  const at = runs.indexOf(run);
  const [before, after] = [runs[at - 1], runs[at + 1]].map((one) => (one?.value === undefined ? undefined : one));
  if (before === undefined || after === undefined) return before ?? after;
  return before.length >= after.length ? before : after;
}

const spread = <T>({ value, length }: Run<T>): T[] => Array.from({ length }, () => value);

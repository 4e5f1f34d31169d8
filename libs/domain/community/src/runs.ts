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
 * The same sequence without runs that are too short to be used: each of fewer than `least` equal values takes the value of a run
 * beside it that is worse (`rank` is higher), the least bad of them, the shortest run first. A short run that is worse than both beside
 * it stays: nothing is called better than it is. So do runs at the ends, which may go on outside, and runs of undefined.
 */
export function withoutShortRuns<T>(
  values: readonly (T | undefined)[],
  least: number,
  rank: (value: T) => number,
): readonly (T | undefined)[] {
  let runs = runsOf(values);
  for (;;) {
    const short = runs.slice(1, -1).filter(({ length }) => length < least);
    const taken = short
      .sort((a, b) => a.length - b.length)
      .map((run) => ({ run, value: worseBeside(runs, run, rank) }))
      .find(({ value }) => value !== undefined);
    if (taken === undefined) return runs.flatMap(spread);
    taken.run.value = taken.value;
    runs = runsOf(runs.flatMap(spread));
  }
}

function worseBeside<T>(
  runs: readonly Run<T | undefined>[],
  run: Run<T | undefined>,
  rank: (value: T) => number,
): T | undefined {
  const { value } = run;
  if (value === undefined) return undefined;
  const at = runs.indexOf(run);
  const beside = [runs[at - 1]?.value, runs[at + 1]?.value].filter((other) => other !== undefined);
  return beside.filter((other) => rank(other) > rank(value)).sort((a, b) => rank(a) - rank(b))[0];
}

const spread = <T>({ value, length }: Run<T>): T[] => Array.from({ length }, () => value);

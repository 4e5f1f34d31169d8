export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Rounds that only let the compiler get to know the code. */
const WARM_UP = 5;

export type Run = () => unknown;

async function millisecondsOf(run: Run): Promise<number> {
  const from = performance.now();
  await run();
  return performance.now() - from;
}

/** Medians of several things, run in turn so that a busy machine slows all of them alike. `before` is not timed. */
export async function medians<Name extends string>(
  runs: number,
  things: Readonly<Record<Name, Run>>,
  before: Run = () => undefined,
): Promise<Record<Name, number>> {
  const entries = Object.entries<Run>(things);
  const times = new Map(entries.map(([name]) => [name, [] as number[]]));
  for (let round = -WARM_UP; round < runs; round++) {
    for (const [name, run] of entries) {
      await before();
      const took = await millisecondsOf(run);
      if (round >= 0) times.get(name)?.push(took);
    }
  }
  return Object.fromEntries([...times].map(([name, all]) => [name, median(all)])) as Record<Name, number>;
}

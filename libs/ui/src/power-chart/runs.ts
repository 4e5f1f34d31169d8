/** One known power reading: unix seconds, watts; negative is export. A missing reading is no point at all. */
export interface PowerPoint {
  readonly time: number;
  readonly powerW: number;
}

/** A stretch of time without readings, in unix seconds. */
export interface Gap {
  readonly startS: number;
  readonly endS: number;
}

/** Readings are joined up to this distance, the age up to which a reading counts as live. Beyond it nothing is known. */
export const JOIN_MAX_S = 25;

/** Readings in order of time, cut wherever two are too far apart to be joined. */
export function runsOf(points: readonly PowerPoint[], joinS = JOIN_MAX_S): readonly (readonly PowerPoint[])[] {
  const runs: PowerPoint[][] = [];
  for (const point of points) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && point.time - last.time <= joinS) run.push(point);
    else runs.push([point]);
  }
  return runs;
}

/** The stretches of [startS, endS] of which nothing is known: before, between and after the runs. */
export function gapsOf(
  runs: readonly (readonly PowerPoint[])[],
  startS: number,
  endS: number,
  joinS = JOIN_MAX_S,
): readonly Gap[] {
  const known = runs.flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    return first && last ? [{ startS: first.time, endS: last.time }] : [];
  });
  const from = [startS, ...known.map((span) => span.endS)];
  const to = [...known.map((span) => span.startS), endS];
  return from.flatMap((gapStartS, index) => {
    const gap = { startS: gapStartS, endS: to[index] ?? endS };
    return gap.endS - gap.startS > joinS ? [gap] : [];
  });
}

/** One known power reading: unix seconds, watts; negative is export. A missing reading is no point at all. */
export interface PowerPoint {
  readonly time: number;
  readonly powerW: number;
}

/** The points not older than `startS`. */
export function since(points: readonly PowerPoint[], startS: number): readonly PowerPoint[] {
  return points.filter((point) => point.time >= startS);
}

/** Adds a live reading. One that is not newer than the last is the same reading told again. */
export function append(points: readonly PowerPoint[], point: PowerPoint): readonly PowerPoint[] {
  const last = points.at(-1);
  return last === undefined || point.time > last.time ? [...points, point] : points;
}

/**
 * Lays stored history under the live points: history holds up to its last known point, live readings go on from there.
 * Both are in order of time.
 */
export function mergeHistory(history: readonly PowerPoint[], live: readonly PowerPoint[]): readonly PowerPoint[] {
  const last = history.at(-1);
  return last === undefined ? live : [...history, ...live.filter((point) => point.time > last.time)];
}

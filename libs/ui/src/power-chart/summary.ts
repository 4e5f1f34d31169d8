import { type PowerPoint } from './runs';

/** Mean power of a stretch of time; `meanW` is undefined when nothing was read in it. Times are unix seconds. */
export interface Stretch {
  readonly startS: number;
  readonly endS: number;
  readonly meanW: number | undefined;
}

/** Lowest and highest power read, in watts. Undefined when nothing was read. */
export function extremes(points: readonly PowerPoint[]): { readonly lowW: number; readonly highW: number } | undefined {
  if (points.length === 0) return undefined;
  const powers = points.map((point) => point.powerW);
  return { lowW: Math.min(...powers), highW: Math.max(...powers) };
}

/** The window cut into `count` equal stretches: the chart as a table. */
export function stretches(
  points: readonly PowerPoint[],
  startS: number,
  endS: number,
  count: number,
): readonly Stretch[] {
  const lengthS = (endS - startS) / count;
  return Array.from({ length: count }, (_, index) => {
    const from = startS + index * lengthS;
    const to = from + lengthS;
    const inside = points.filter((point) => point.time >= from && point.time < to);
    const sumW = inside.reduce((sum, point) => sum + point.powerW, 0);
    return { startS: from, endS: to, meanW: inside.length === 0 ? undefined : sumW / inside.length };
  });
}

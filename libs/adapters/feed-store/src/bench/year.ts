import type { Point } from '@hub/domain/series';

export const YEAR_START = 1_672_531_200;
export const YEAR_POINTS = 3_153_600;
export const INTERVAL_S = 10;
export const YEAR_END = YEAR_START + (YEAR_POINTS - 1) * INTERVAL_S;

/** A repeatable household: base load, a kettle now and then, the sun of the season. W at 0.1 W resolution. */
export function power(index: number, seed = 1): number {
  const noise = Math.imul(index ^ (seed * 0x9e3779b1), 0x85ebca6b) >>> 16;
  const hour = (index / 360) % 24;
  const kettle = noise % 97 === 0 ? 2200 : 0;
  const sun = Math.max(0, Math.sin(((hour - 6) / 12) * Math.PI)) * 800;
  return Math.round((180 + (noise % 400) / 10 + kettle + 300 - sun * 0.6) * 10) / 10;
}

export const yearPoint = (index: number, seed?: number): Point => ({
  time: YEAR_START + index * INTERVAL_S,
  value: power(index, seed),
});

/** Points `from` to `to - 1`. */
export const yearPoints = (from: number, to: number, seed?: number): Point[] =>
  Array.from({ length: to - from }, (_, at) => yearPoint(from + at, seed));

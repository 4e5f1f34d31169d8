import { JOIN_MAX_S, type PowerPoint } from './runs';

/** The reading nearest to a unix second; undefined in a gap, where nothing is known. */
export function readingAt(points: readonly PowerPoint[], timeS: number, joinS = JOIN_MAX_S): PowerPoint | undefined {
  let nearest: PowerPoint | undefined;
  for (const point of points) {
    if (nearest === undefined || Math.abs(point.time - timeS) < Math.abs(nearest.time - timeS)) nearest = point;
  }
  return nearest && Math.abs(nearest.time - timeS) <= joinS ? nearest : undefined;
}

const STEP_S = 60;
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -STEP_S,
  ArrowDown: -STEP_S,
  ArrowRight: STEP_S,
  ArrowUp: STEP_S,
  PageDown: -5 * STEP_S,
  PageUp: 5 * STEP_S,
};

/** Where a key leads from `timeS` (the end when nothing is pointed at); undefined for a key that means nothing here. */
export function timeAfterKey(key: string, timeS: number | undefined, startS: number, endS: number): number | undefined {
  if (key === 'Home') return startS;
  if (key === 'End') return endS;
  const step = STEPS[key];
  return step === undefined ? undefined : Math.min(endS, Math.max(startS, (timeS ?? endS) + step));
}

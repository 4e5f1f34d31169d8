import { HALF_HOUR_S, type Instant } from '@hub/domain/time';
import type { Point } from '../point';
import type { HalfHoursKWh } from './half-hours';

/**
 * Which of the meter's own half-hours go into the household's series: those that the server has not settled (everything up to
 * `settledUpTo` that is known was settled by it) and that say something new. `known`: the series from `start` on.
 */
export function newerReadings(points: readonly Point[], known: HalfHoursKWh, settledUpTo: Instant): Point[] {
  return points.filter(({ time, value }) => {
    const old = known.kWh[(time - known.start) / HALF_HOUR_S] ?? NaN;
    if (Number.isNaN(value) || Math.fround(value) === old) return false;
    return Number.isNaN(old) || time >= settledUpTo;
  });
}

import type { Reading, Source } from '@hub/domain/metering';
import type { Point } from '@hub/domain/series';
import { keyOf } from './input-key';

export interface PointsOfSource {
  readonly source: Source;
  readonly points: readonly Point[];
}

/** Readings by source, each group in the order of arrival: a month of half-hours is one append, not a thousand. */
export function grouped(readings: readonly Reading[]): readonly PointsOfSource[] {
  const [only] = readings;
  // Most messages carry one value, and come by the thousand.
  if (only && readings.length === 1) return [{ source: only.source, points: [only] }];
  const groups = new Map<string, { source: Source; points: Point[] }>();
  for (const { source, time, value } of readings) {
    const key = keyOf(source.node, source.name);
    const group = groups.get(key);
    if (group) group.points.push({ time, value });
    else groups.set(key, { source, points: [{ time, value }] });
  }
  return [...groups.values()];
}

import { HALF_HOUR_S, type Instant, localTime } from '@hub/domain/time';
import type { Load } from './room';

/** What the house used in a half-hour that is over. */
export interface UsedHalfHour {
  readonly time: Instant;
  readonly wh: number;
}

/**
 * What the house will take beside its schedules: of each half-hour of the day the median of the days that are known, less what schedules
 * ran in them. Where no day is known nothing is taken off.
 */
export function houseLoad(
  used: readonly UsedHalfHour[],
  ran: readonly Load[],
  { from, until, zone }: { readonly from: Instant; readonly until: Instant; readonly zone: string },
): readonly Load[] {
  const byClock = new Map<number, number[]>();
  for (const { time, wh } of used) {
    if (!Number.isFinite(wh)) continue;
    const rest = Math.max(0, (wh * 3_600) / HALF_HOUR_S - meanWatts(ran, time, time + HALF_HOUR_S));
    const clock = clockOf(time, zone);
    byClock.set(clock, [...(byClock.get(clock) ?? []), rest]);
  }
  const loads: Load[] = [];
  for (let start = Math.floor(from / HALF_HOUR_S) * HALF_HOUR_S; start < until; start += HALF_HOUR_S) {
    const watts = median(byClock.get(clockOf(start, zone)) ?? []);
    if (watts > 0) loads.push({ start, end: start + HALF_HOUR_S, watts });
  }
  return loads;
}

function clockOf(time: Instant, zone: string): number {
  const { hour, minute } = localTime(time, zone);
  return hour * 60 + minute;
}

function meanWatts(loads: readonly Load[], start: Instant, end: Instant): number {
  const wattSeconds = loads.reduce(
    (sum, load) => sum + load.watts * Math.max(0, Math.min(load.end, end) - Math.max(load.start, start)),
    0,
  );
  return wattSeconds / (end - start);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

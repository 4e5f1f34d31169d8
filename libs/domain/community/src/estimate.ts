import type { HalfHours } from '@hub/domain/series';
import { HALF_HOUR_S, HALF_HOURS_A_DAY, HALF_HOURS_A_WEEK, type Instant, zoneOf } from '@hub/domain/time';

/** Readings wanted for a mean, and how far the search for them goes, in weeks or days. */
const WANTED = 8;
export const ESTIMATE_REACH = 50;

export interface Estimated {
  /** The series with its gaps filled where anything was there to fill them with. */
  readonly wh: Float64Array;
  readonly filled: number;
}

/** Half-hours from `from` up to and without `end`, counted from the start of a series. */
export interface SlotRange {
  readonly from: number;
  readonly end: number;
}

/**
 * Fill the gaps of a series with the mean of up to eight readings of the same half-hour of the week by the wall clock of `zone`: from
 * the weeks before, then from those after. `compare` days instead: of a member with less than two weeks of readings, and of a
 * generator, whose weather knows no weekdays.
 *
 * Only real readings are averaged, never estimates. A gap with nothing to compare stays missing. `range`: fill only gaps in there.
 */
export function estimateGaps(
  { start, wh: readings }: HalfHours,
  zone: string,
  compare: 'weeks' | 'days' = comparedBy(readings),
  { from, end }: SlotRange = { from: 0, end: readings.length },
): Estimated {
  const clock = zoneOf(zone);
  // Half-hours that the wall clock is ahead of UTC, also outside the series: its ends are compared by the wall clock too.
  const offset = (slot: number): number => clock.offsetAt(start + slot * HALF_HOUR_S) / HALF_HOUR_S;
  const step = compare === 'weeks' ? HALF_HOURS_A_WEEK : HALF_HOURS_A_DAY;
  const wh = readings.slice();
  let filled = 0;
  for (let slot = Math.max(from, 0); slot < Math.min(end, readings.length); slot += 1) {
    if (!Number.isNaN(readings[slot])) continue;
    const mean = meanOfLike(readings, offset, slot, step);
    if (mean === undefined) continue;
    wh[slot] = mean;
    filled += 1;
  }
  return { wh, filled };
}

/** Readings from two weeks on are compared by weekday. */
export const comparedBy = (readings: Float64Array): 'weeks' | 'days' =>
  readingsIn(readings) < 2 * HALF_HOURS_A_WEEK ? 'days' : 'weeks';

export const readingsIn = (readings: Float64Array): number =>
  readings.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);

function meanOfLike(
  readings: Float64Array,
  offset: (slot: number) => number,
  slot: number,
  step: number,
): number | undefined {
  const found = likeReadings(readings, offset, slot, step);
  return found.length === 0 ? undefined : Math.round(found.reduce((sum, value) => sum + value, 0) / found.length);
}

/** Up to eight readings of the same half-hour, of the weeks or days before and then of those after. */
function likeReadings(readings: Float64Array, offset: (slot: number) => number, slot: number, step: number): number[] {
  const found: number[] = [];
  for (const direction of [-step, step]) {
    for (let steps = 1; steps <= ESTIMATE_REACH && found.length < WANTED; steps += 1) {
      const like = slot + direction * steps;
      const value = readings[like + offset(slot) - offset(like)] ?? NaN;
      if (!Number.isNaN(value)) found.push(value);
    }
  }
  return found;
}

/**
 * From when on estimates have to be made again when readings of a series change from `changed` on: from there, or from the first earlier
 * gap that has not readings enough before the change, so that its mean reaches beyond it. `held`: the series before the change.
 */
export function firstAffected(held: HalfHours, changed: Instant, zone: string): Instant {
  const { start, wh: readings } = held;
  const end = Math.min((changed - start) / HALF_HOUR_S, readings.length);
  // A series that has not two weeks yet is compared by days, and by weeks as soon as it has.
  if (comparedBy(readings) === 'days') return Math.min(start, changed);
  const clock = zoneOf(zone);
  const offset = (slot: number): number => clock.offsetAt(start + slot * HALF_HOUR_S) / HALF_HOUR_S;
  for (let slot = Math.max(end - ESTIMATE_REACH * HALF_HOURS_A_WEEK, 0); slot < end; slot += 1) {
    if (!Number.isNaN(readings[slot])) continue;
    const settled = readings.subarray(0, end);
    if (likeReadings(settled, offset, slot, HALF_HOURS_A_WEEK).length < WANTED) return start + slot * HALF_HOUR_S;
  }
  return changed;
}

import { calendarDay, HALF_HOUR_S, HALF_HOURS_A_WEEK, halfHourOfDay, type Instant, weekdayOf } from '@hub/domain/time';
import type { HalfHours } from '@hub/domain/series';
import { DemandProfile, type ProfileSource, type WeekSlot } from './demand-profile';

export interface DemandForecast {
  readonly wh: Float64Array;
  /** Standard error of each half-hour, by what the profile missed of the same half-hour of the day in the weeks it learnt from. */
  readonly errorWh: Float64Array;
  /** The poorest basis that any half-hour rests on; undefined when there is no history at all. */
  readonly basis: ProfileSource | undefined;
}

const BASES: readonly ProfileSource[] = ['weekday', 'day-kind', 'any-day'];
/** Readings of the last week below which its level says nothing. */
const LEVEL_LEAST = 48;

/**
 * Use of a club in `count` half-hours after a settled history: the profile of the weekday, times the level of the last seven days
 * against what the profile has for them. Shape from months, level from the week: a cold snap or a holiday shows at once.
 */
export function forecastDemand(history: HalfHours, count: number, zone: string): DemandForecast {
  const slots = weekSlots(history.start, history.wh.length + count, zone);
  const profile = new DemandProfile();
  for (const [slot, wh] of history.wh.entries()) profile.learn(slots[slot] ?? NONE, wh);
  const level = levelOf(history.wh, slots, profile);
  const errors = errorsOf(history.wh, slots, profile);
  let poorest = -1;
  const ahead = slots.slice(history.wh.length);
  const wh = Float64Array.from(ahead, (slot) => {
    const found = profile.at(slot);
    poorest = Math.max(poorest, found ? BASES.indexOf(found.source) : -1);
    return Math.round((found?.wh ?? 0) * level);
  });
  return { wh, errorWh: Float64Array.from(ahead, ({ halfHour }) => errors[halfHour] ?? 0), basis: BASES[poorest] };
}

const NONE: WeekSlot = { weekday: 0, halfHour: 0 };

function weekSlots(start: Instant, count: number, zone: string): WeekSlot[] {
  return Array.from({ length: count }, (_, slot) => {
    const time = start + slot * HALF_HOUR_S;
    return { weekday: weekdayOf(calendarDay(time, zone)), halfHour: halfHourOfDay(time, zone) };
  });
}

/** Use of the last seven days by what the profile has for the same half-hours. */
function levelOf(wh: Float64Array, slots: readonly WeekSlot[], profile: DemandProfile): number {
  let used = 0;
  let usual = 0;
  let count = 0;
  for (let slot = Math.max(wh.length - HALF_HOURS_A_WEEK, 0); slot < wh.length; slot += 1) {
    const value = wh[slot] ?? NaN;
    if (Number.isNaN(value)) continue;
    used += value;
    usual += profile.at(slots[slot] ?? NONE)?.wh ?? 0;
    count += 1;
  }
  return count >= LEVEL_LEAST && usual > 0 ? used / usual : 1;
}

/** Root of the mean squared error of the profile, by half-hour of the day. */
function errorsOf(wh: Float64Array, slots: readonly WeekSlot[], profile: DemandProfile): number[] {
  const squares = Array.from({ length: 48 }, () => ({ sum: 0, count: 0 }));
  for (const [at, value] of wh.entries()) {
    const slot = slots[at] ?? NONE;
    const sum = squares[slot.halfHour];
    if (sum === undefined || Number.isNaN(value)) continue;
    sum.sum += ((profile.at(slot)?.wh ?? value) - value) ** 2;
    sum.count += 1;
  }
  return squares.map(({ sum, count }) => (count === 0 ? 0 : Math.sqrt(sum / count)));
}

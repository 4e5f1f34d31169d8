import { DAY_S, HALF_HOUR_S, type Instant } from './instant';
import { instantOfLocal, zoneOf } from './zone';

/** A wall-clock time without a zone. `month` and `day` count from 1. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Wall clock in `zone` (IANA name) at `instant`. Throws ZoneError for an unknown zone. */
export function localTime(instant: Instant, zone: string): LocalTime {
  const local = new Date((Math.floor(instant) + offsetS(instant, zone)) * 1000);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
  };
}

/** Seconds that the wall clock of `zone` is ahead of UTC at `instant`. */
export const offsetS = (instant: Instant, zone: string): number => zoneOf(zone).offsetAt(instant);

/** Minutes since midnight that the wall clock of `zone` shows at `instant`, 0 to 1439. */
export function minuteOfDay(instant: Instant, zone: string): number {
  const localS = instant + offsetS(instant, zone);
  return Math.floor((localS - Math.floor(localS / DAY_S) * DAY_S) / 60);
}

/** Half-hour of the local day that the wall clock of `zone` shows at `instant`, 0 to 47. */
export const halfHourOfDay = (instant: Instant, zone: string): number =>
  Math.floor((minuteOfDay(instant, zone) * 60) / HALF_HOUR_S);

/**
 * The instant at which the wall clock of `zone` shows `local`. Fields may overflow (`day: 32` is the first of the next
 * month). A time that the clock shows twice means the first; a time it jumps over means as much later as the jump.
 */
export function instantOf(local: LocalTime, zone: string): Instant {
  const localS = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second) / 1000;
  return instantOfLocal(zoneOf(zone), localS, offsetS(localS - DAY_S, zone));
}

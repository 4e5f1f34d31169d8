import type { Instant } from './instant';

/** A wall-clock time without a zone. `month` and `day` count from 1. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Building a formatter costs a hundred times what using it does. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
}

/** True when `zone` is a zone name (IANA) that this system knows. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** Wall clock in `zone` (IANA name) at `instant`. Throws RangeError for an unknown zone. */
export function localTime(instant: Instant, zone: string): LocalTime {
  const fields = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of formatOf(zone).formatToParts(instant * 1000)) {
    if (type in fields) fields[type as keyof LocalTime] = Number(value);
  }
  return fields;
}

const asIfUtc = (local: LocalTime): Instant =>
  Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second) / 1000;

/** Seconds that the wall clock of `zone` is ahead of UTC at `instant`. */
export const offsetS = (instant: Instant, zone: string): number =>
  asIfUtc(localTime(instant, zone)) - Math.floor(instant);

/**
 * The instant at which the wall clock of `zone` shows `local`. Fields may overflow (`day: 32` is the first of the next
 * month). A time that the clock shows twice means the first; a time it jumps over means as much later as the jump.
 */
export function instantOf(local: LocalTime, zone: string): Instant {
  const wanted = asIfUtc(local);
  const before = wanted - offsetS(wanted - DAY_S, zone);
  const after = wanted - offsetS(wanted + DAY_S, zone);
  const candidates = [before, after].filter((instant) => instant + offsetS(instant, zone) === wanted);
  return candidates.length > 0 ? Math.min(...candidates) : before;
}

const DAY_S = 86_400;

/** Local midnight of the day that holds `instant`. */
export function startOfDay(instant: Instant, zone: string): Instant {
  return instantOf({ ...localTime(instant, zone), hour: 0, minute: 0, second: 0 }, zone);
}

/** Local midnight `days` calendar days later: 23, 24 or 25 hours each. */
export function addDays(instant: Instant, days: number, zone: string): Instant {
  const { year, month, day } = localTime(instant, zone);
  return instantOf({ year, month, day: day + days, hour: 0, minute: 0, second: 0 }, zone);
}

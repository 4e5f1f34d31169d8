import { halfHoursBetween, type Instant } from './instant';
import { instantOf, localTime } from './local-time';

/** A calendar day as `YYYY-MM-DD`: sorts as text. */
export type CalendarDay = string;

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

/** The calendar day that `zone` shows at `instant`. */
export function calendarDay(instant: Instant, zone: string): CalendarDay {
  const { year, month, day } = localTime(instant, zone);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Local midnight of `day`. Throws RangeError for what is no day of the calendar. */
export function dayStart(day: CalendarDay, zone: string): Instant {
  const { year, month, date } = parts(day);
  return instantOf({ year, month, day: date, hour: 0, minute: 0, second: 0 }, zone);
}

/** Local midnight at the end of `day`, 23, 24 or 25 hours after its start. */
export const dayEnd = (day: CalendarDay, zone: string): Instant => dayStart(shiftDay(day, 1), zone);

/** The day `count` days later (earlier when negative). */
export function shiftDay(day: CalendarDay, count: number): CalendarDay {
  const { year, month, date } = parts(day);
  return new Date(Date.UTC(year, month - 1, date + count)).toISOString().slice(0, 10);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: CalendarDay): number {
  const { year, month, date } = parts(day);
  return new Date(Date.UTC(year, month - 1, date)).getUTCDay();
}

/** Every day from `first` to `last`, both included; none when `last` is earlier. */
export function* daysBetween(first: CalendarDay, last: CalendarDay): Generator<CalendarDay> {
  for (let day = first; day <= last; day = shiftDay(day, 1)) yield day;
}

/** Half-hours of a day in a zone whose clock moves by half-hours: 48, or 46 and 50 where an hour is skipped or repeated. */
export const halfHoursOfDay = (day: CalendarDay, zone: string): number =>
  halfHoursBetween(dayStart(day, zone), dayEnd(day, zone));

function parts(day: CalendarDay): { year: number; month: number; date: number } {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  const utcMs = match ? Date.parse(day) : NaN;
  // Some engines take 30 February for 1 March: the way back tells.
  if (Number.isNaN(utcMs) || new Date(utcMs).toISOString().slice(0, 10) !== day) throw new RangeError(`no day: ${day}`);
  return { year: Number(match?.[1]), month: Number(match?.[2]), date: Number(match?.[3]) };
}

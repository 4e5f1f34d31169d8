import { type Instant, instantOfLocal, type Zone, zoneOf } from '@hub/domain/time';
import { floatOf, isNumeric } from './php-values';
import { relativeTime } from './relative-time';

export const TIME_FORMATS = ['unix', 'unixms', 'excel', 'iso8601', 'notime'] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];

/** From here on a number is milliseconds. */
const MILLISECONDS_FROM = 100e9;
/** Longest text that is looked at. */
const MAX_LENGTH = 64;
const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)? ?(Z|[+-]\d\d:?\d\d)?$/;
const DAY_FIRST = /^(\d\d)-(\d\d)-(\d{4})$/;

/**
 * Seconds, milliseconds, or a date in `timezone` unless it names an offset. A date without time is its midnight;
 * `30 March 2024 12:00` is read too, and where it is known what time it is now, `-2 week` and `yesterday`.
 */
export function timeOf(value: unknown, timezone: string, now?: Instant): Instant | undefined {
  if (typeof value === 'string' && value.length > MAX_LENGTH) return undefined;
  if (isNumeric(value)) {
    const number = floatOf(value);
    return Math.trunc(number > MILLISECONDS_FROM ? number / 1000 : number);
  }
  const text = String(value).trim().replace(/ +/g, ' ').replace(DAY_FIRST, '$3-$2-$1');
  const relative = now === undefined ? undefined : relativeTime(text, zoneOf(timezone), now);
  if (relative !== undefined) return relative;
  return dateOf(text, timezone);
}

function dateOf(text: string, timezone: string): Instant | undefined {
  const [, year, month, day, hour = 0, minute = 0, second = 0, offset] = ISO.exec(text) ?? [];
  const wall = [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)] as const;
  const localS = (year === undefined ? Date.parse(`${text} UTC`) : Date.UTC(...wall)) / 1000;
  if (Number.isNaN(localS)) return undefined;
  if (offset !== undefined) return localS - offsetSeconds(offset);
  const zone = zoneOf(timezone);
  return instantOfLocal(zone, localS, zone.offsetAt(localS));
}

function offsetSeconds(text: string): number {
  if (text === 'Z') return 0;
  const digits = text.replace(':', '');
  return (text.startsWith('-') ? -1 : 1) * (Number(digits.slice(1, 3)) * 3600 + Number(digits.slice(3, 5)) * 60);
}

const two = (value: number): string => String(value).padStart(2, '0');

function wallClock(zone: Zone, time: Instant): { date: Date; offsetS: number } {
  const offsetS = zone.offsetAt(time);
  return { date: new Date((time + offsetS) * 1000), offsetS };
}

/** `2024-03-31T02:00:00+01:00` */
export function isoText(time: Instant, zone: Zone): string {
  const { date, offsetS } = wallClock(zone, time);
  const minutes = Math.floor(Math.abs(offsetS) / 60);
  const sign = offsetS < 0 ? '-' : '+';
  return `${date.toISOString().slice(0, 19)}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** `31/03/2024 02:00:00` */
export function excelText(time: Instant, zone: Zone): string {
  const [day = '', clock = ''] = wallClock(zone, time).date.toISOString().split(/[T.]/);
  return `${day.split('-').reverse().join('/')} ${clock}`;
}

/** A row's time as `format` shows it; numbers stay numbers. */
export function shownTime(time: Instant, format: TimeFormat, zone: Zone): number | string {
  switch (format) {
    case 'unix':
    case 'notime':
      return time;
    case 'unixms':
      return time * 1000;
    case 'excel':
      return excelText(time, zone);
    case 'iso8601':
      return isoText(time, zone);
  }
}

import { type Instant, instantOfLocal, type Zone } from '@hub/domain/time';

const RELATIVE = /^([+-]?\d{1,6}) ?(sec|second|min|minute|hour|day|week|fortnight|month|year)s?( ago)?$/;
const SECONDS = new Map([
  ['sec', 1],
  ['second', 1],
  ['min', 60],
  ['minute', 60],
  ['hour', 3600],
]);
const DAYS = new Map([
  ['day', 1],
  ['week', 7],
  ['fortnight', 14],
]);
const MONTHS = new Map([
  ['month', 1],
  ['year', 12],
]);
/** Words for a midnight, in days from today. */
const MIDNIGHTS = new Map([
  ['today', 0],
  ['midnight', 0],
  ['yesterday', -1],
  ['tomorrow', 1],
]);
const DAY_S = 86_400;

/** The instant that `-2 week`, `3 hours ago`, `yesterday` or `now` means at `now`; days and longer keep the wall clock. */
export function relativeTime(text: string, zone: Zone, now: Instant): Instant | undefined {
  const words = text.toLowerCase();
  if (words === 'now') return now;
  const localS = Math.trunc(now) + zone.offsetAt(now);
  const midnight = MIDNIGHTS.get(words);
  if (midnight !== undefined) return instantAt(zone, (Math.floor(localS / DAY_S) + midnight) * DAY_S);
  const [, digits = '', unit = '', ago] = RELATIVE.exec(words) ?? [];
  if (digits === '') return undefined;
  const count = Number(digits) * (ago === undefined ? 1 : -1);
  const seconds = SECONDS.get(unit);
  if (seconds !== undefined) return Math.trunc(now) + count * seconds;
  const days = DAYS.get(unit);
  if (days !== undefined) return instantAt(zone, localS + count * days * DAY_S);
  const date = new Date(localS * 1000);
  const moved = date.setUTCMonth(date.getUTCMonth() + count * (MONTHS.get(unit) ?? 0));
  return Number.isNaN(moved) ? undefined : instantAt(zone, moved / 1000);
}

const instantAt = (zone: Zone, localS: number): Instant => instantOfLocal(zone, localS, zone.offsetAt(localS));

import { DAY_S, type Instant } from './instant';
import { instantOfLocal, type Zone } from './zone';

/** Periods that follow the calendar of a time zone. */
export type CalendarInterval = 'daily' | 'weekly' | 'monthly' | 'annual';

const MONDAY = 1;

/** A local calendar day: midnight read as if it were UTC, and the UTC offset that led there. */
interface LocalDay {
  readonly localS: number;
  readonly offsetS: number;
}

const dayOf = (zone: Zone, time: Instant): LocalDay => {
  const offsetS = zone.offsetAt(time);
  return { localS: Math.floor((time + offsetS) / DAY_S) * DAY_S, offsetS };
};

const weekday = (localS: number): number => new Date(localS * 1000).getUTCDay();

const daysToMonday = (localS: number): number => (7 + MONDAY - weekday(localS)) % 7;

function monthStart(localS: number, monthsLater: number): number {
  const date = new Date(localS * 1000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsLater, 1) / 1000;
}

function yearStart(localS: number, yearsLater: number): number {
  return Date.UTC(new Date(localS * 1000).getUTCFullYear() + yearsLater, 0, 1) / 1000;
}

/** First row of a calendar query. Weekly: the running day if it is a Monday, else the *next* one, as emoncms does. */
function firstLocal(day: number, period: CalendarInterval): number {
  switch (period) {
    case 'daily':
      return day;
    case 'weekly':
      return day + daysToMonday(day) * DAY_S;
    case 'monthly':
      return monthStart(day, 0);
    case 'annual':
      return yearStart(day, 0);
  }
}

function nextLocal(localS: number, period: CalendarInterval): number {
  switch (period) {
    case 'daily':
      return localS + DAY_S;
    case 'weekly':
      return localS + 7 * DAY_S;
    case 'monthly':
      return monthStart(localS, 1);
    case 'annual':
      return yearStart(localS, 1);
  }
}

/** Starts of the periods from the one of `start` on, for ever: 23 h and 25 h days included. */
export function* periodStarts(zone: Zone, start: Instant, period: CalendarInterval): Generator<Instant, never> {
  const day = dayOf(zone, start);
  const midnight = instantOfLocal(zone, day.localS, day.offsetS);
  let localS = firstLocal(day.localS, period);
  let time = localS === day.localS ? midnight : instantOfLocal(zone, localS, zone.offsetAt(midnight));
  for (;;) {
    yield time;
    localS = nextLocal(localS, period);
    time = instantOfLocal(zone, localS, zone.offsetAt(time));
  }
}

/**
 * Where the last period of a delta query is completed: the first boundary after the local day of `end`. Weekly: the
 * Monday strictly after the next day, so that from a Sunday one more, empty, week is asked for, as in emoncms.
 */
export function periodEndAfter(zone: Zone, end: Instant, period: CalendarInterval): Instant {
  const day = dayOf(zone, end);
  const tomorrow = day.localS + DAY_S;
  const localS = {
    daily: () => tomorrow,
    weekly: () => tomorrow + (daysToMonday(tomorrow) || 7) * DAY_S,
    monthly: () => monthStart(day.localS, 1),
    annual: () => yearStart(day.localS, 1),
  }[period]();
  return instantOfLocal(zone, localS, day.offsetS);
}

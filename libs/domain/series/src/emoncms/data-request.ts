import type { CalendarInterval } from '@hub/domain/time';
import type { FeedMeta } from '../point';
import type { Query } from '../query/query';
import { rowsAtMost } from '../query/run';
import { floatOf, intOf, isNumeric } from './php-values';
import { TIME_FORMATS, type TimeFormat, timeOf } from './time-text';

/** Rows of one answer in JSON, whatever its interval. */
export const MAX_DATAPOINTS = 20_000;
/** Rows of one answer in CSV, which is sent as it is read: a year and a half of 10 s. */
export const MAX_CSV_ROWS = 5_000_000;
const AUTO_POINTS = 800;
const CALENDAR: readonly string[] = ['daily', 'weekly', 'monthly', 'annual'] satisfies CalendarInterval[];

/** Arguments of a range request as they come: numbers or text. */
export interface RawDataRequest {
  readonly start: unknown;
  readonly end: unknown;
  readonly interval: unknown;
  readonly average?: unknown;
  readonly delta?: unknown;
  readonly timezone: string;
  readonly timeformat: string;
  readonly csv?: unknown;
  readonly skipmissing?: unknown;
  readonly limitinterval?: unknown;
  readonly dp?: unknown;
  /** Unix seconds; where given, times such as `-2 week` are read. */
  readonly now?: number;
}

export interface DataRequest {
  readonly query: Query;
  readonly timeformat: TimeFormat;
  /** Decimals to round to; undefined: none. */
  readonly dp: number | undefined;
}

/** Why a request has no answer, in emoncms' words. */
export interface Refusal {
  readonly success: false;
  readonly message: string;
}

export const refusal = (message: string): Refusal => ({ success: false, message });

/** Reads a request of the feed API: units of time, automatic interval, limit of points. */
export function dataRequest(raw: RawDataRequest): DataRequest | Refusal {
  const start = timeOf(raw.start, raw.timezone, raw.now);
  const end = timeOf(raw.end, raw.timezone, raw.now);
  if (start === undefined || end === undefined) return refusal('Invalid start or end time');
  if (end <= start) return refusal('Request end time before start time');
  const query: Query = {
    start,
    end,
    interval: intervalOf(raw.interval, end - start),
    average: isSet(raw.average),
    delta: isSet(raw.delta),
    timezone: raw.timezone,
    skipMissing: isSet(raw.skipmissing),
    limitInterval: isSet(raw.limitinterval),
  };
  const refused = isSet(raw.csv) ? undefined : sizeRefusal(query);
  if (refused !== undefined) return refused;
  const timeformat = TIME_FORMATS.find((known) => known === raw.timeformat);
  if (timeformat === undefined) return refusal('Invalid time format');
  const dp = floatOf(raw.dp ?? -1);
  return {
    query: { ...query, interval: wholeInterval(query) },
    timeformat,
    dp: dp === -1 ? undefined : Math.trunc(dp),
  };
}

const wholeInterval = ({ interval }: Query): Query['interval'] =>
  typeof interval === 'number' ? Math.max(1, Math.trunc(interval)) : interval;

/** Too fine or too many: only asked of numeric intervals, and not of CSV, as in emoncms. */
function sizeRefusal({ start, end, interval, delta }: Query): Refusal | undefined {
  if (typeof interval !== 'number') return undefined;
  if (interval < 1) return refusal('Invalid interval');
  const last = delta === true ? Math.floor(end / interval) * interval + interval : end;
  const asked = Math.round((last - start) / interval);
  return asked > MAX_DATAPOINTS ? refusal(tooMany(asked)) : undefined;
}

/** Why a query of a feed has too many rows for one answer; undefined: it has not. */
export function tooManyRows(query: Query, meta: FeedMeta, limit: number): Refusal | undefined {
  const rows = rowsAtMost(query, meta);
  // emoncms counts the distances between rows.
  return rows > limit + 1 ? refusal(tooMany(rows - 1, limit)) : undefined;
}

/** A flag of a request: anything but 0, '' and absent. */
export const isSet = (value: unknown): boolean => value === true || intOf(value) !== 0;

/** The interval of a request; numbers below 1 ask for about 800 points. Unknown words are 1 s in emoncms. */
function intervalOf(value: unknown, lengthS: number): Query['interval'] {
  if (isNumeric(value)) {
    const number = floatOf(value);
    return number < 1 ? Math.round(lengthS / AUTO_POINTS) : number;
  }
  return namedInterval(value) ?? 1;
}

export function namedInterval(value: unknown): CalendarInterval | 'original' | undefined {
  if (value === 'original' || value === true) return 'original';
  return CALENDAR.includes(String(value)) ? (value as CalendarInterval) : undefined;
}

const tooMany = (asked: number, limit = MAX_DATAPOINTS): string =>
  `request datapoint limit reached (${limit}), increase request interval or reduce time range, ` +
  `requested datapoints = ${asked}`;

import { decimalNumber, wholeNumber } from '@hub/contracts';
import type { Query } from '@hub/domain/series';
import { type CalendarInterval, isZone } from '@hub/domain/time';
import * as z from 'zod/mini';

const flag = z._default(z.enum(['0', '1', 'true', 'false']), '0');
const instant = decimalNumber(0, 32_503_680_000);
const CALENDAR: readonly CalendarInterval[] = ['daily', 'weekly', 'monthly', 'annual'];
/** Rows of one answer at most: a year of half-hours, or two days of 10 s points. CSV streams without a limit. */
export const MAX_ROWS = 20_000;

/** Parameters of `GET /api/v1/feeds/:id/data`. Times are unix seconds, `interval` seconds or a calendar period. */
export const DataQuery = z
  .object({
    start: instant,
    end: instant,
    interval: z.union([z.enum([...CALENDAR, 'original']), wholeNumber(1, 31_622_400)]),
    average: flag,
    delta: flag,
    timezone: z.optional(z.string().check(z.refine(isZone, 'is no time zone'))),
    skipmissing: flag,
    limitinterval: flag,
    format: z._default(z.enum(['json', 'csv']), 'json'),
  })
  .check(z.refine(({ start, end }) => end > start, 'end must be after start'));
export type DataQuery = z.output<typeof DataQuery>;

const isSet = (value: '0' | '1' | 'true' | 'false'): boolean => value === '1' || value === 'true';

/** The engine's form of a request. `zone`: what calendar periods follow when the caller does not say. */
export function queryOf(request: DataQuery, zone: string): Query {
  return {
    start: request.start,
    end: request.end,
    interval: request.interval,
    average: isSet(request.average),
    delta: isSet(request.delta),
    timezone: request.timezone ?? zone,
    skipMissing: isSet(request.skipmissing),
    limitInterval: isSet(request.limitinterval),
  };
}

const PERIOD_S: Readonly<Record<CalendarInterval, number>> = {
  daily: 86_400,
  weekly: 604_800,
  monthly: 2_419_200,
  annual: 31_536_000,
};

/** Seconds between rows, for a feed of `feedIntervalS`; of a calendar period its shortest length. */
export function stepS(
  { interval, limitInterval }: Pick<Query, 'interval' | 'limitInterval'>,
  feedIntervalS: number,
): number {
  if (interval === 'original') return feedIntervalS;
  const seconds = typeof interval === 'number' ? interval : PERIOD_S[interval];
  return limitInterval === true ? Math.max(seconds, feedIntervalS) : seconds;
}

import { type Instant, periodStarts, zoneOf } from '@hub/domain/time';

/** Longest list of hours one split may ask for. */
export const MAX_SPLIT_HOURS = 48;

export interface SplitQuery {
  readonly start: Instant;
  readonly end: Instant;
  readonly period: 'daily' | 'weekly' | 'monthly';
  readonly timezone: string;
  /** Hours after the start of the period, not wall clock: 7 on a 23 h day is 08:00. */
  readonly hours: readonly number[];
}

/** Instants of a time-of-use split: each period's start, and the moments whose nearest points belong to it. */
export function* splitTimes(query: SplitQuery): Generator<{ readonly time: Instant; readonly at: readonly Instant[] }> {
  for (const time of periodStarts(zoneOf(query.timezone), query.start, query.period)) {
    if (time > query.end) return;
    yield { time, at: query.hours.map((hour) => time + Math.trunc(3600 * hour)) };
  }
}

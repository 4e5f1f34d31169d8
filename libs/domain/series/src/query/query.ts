import type { CalendarInterval, Instant } from '@hub/domain/time';
import type { Point } from '../point';

/** A range query. Rows come at `start`, `start + interval`, … up to and including `end`; see `docs` of each field. */
export interface Query {
  readonly start: Instant;
  readonly end: Instant;
  /** Seconds between rows, a calendar period, or the feed's own interval. */
  readonly interval: number | CalendarInterval | 'original';
  /** Mean of the known points of [row, next row) instead of the point at the row. */
  readonly average?: boolean;
  /** Difference to the next row: energy per period of a cumulative feed. A row without a value stands at the last known one of some minutes before. */
  readonly delta?: boolean;
  /** IANA zone that calendar periods follow. Default UTC. */
  readonly timezone?: string;
  /** Leave out rows without a value. */
  readonly skipMissing?: boolean;
  /** Never finer than the feed's interval, and a whole multiple of it. */
  readonly limitInterval?: boolean;
  /** Newest reading known, where it is newer than the store's: completes the running period of a delta query. */
  readonly newest?: Point;
}

/** Start of the row's slot or period, and its value; null when it is not known. */
export type Row = readonly [time: Instant, value: number | null];

/** Rows in columns: `times[i]`, `values[i]` for i < `length`. A missing value is NaN. Valid until the next batch is asked for. */
export interface RowBatch {
  readonly length: number;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

import type { Instant } from '@hub/domain/time';

/** Number of a feed: names its files (`7.meta`, `7.dat`). */
export type FeedId = number;

/** One stored reading. `value` NaN means missing: the slot exists and its value is not known. */
export interface Point {
  readonly time: Instant;
  readonly value: number;
}

/** What is known of a feed without reading its values. An empty feed has `startTime` 0 and no points. */
export interface FeedMeta {
  readonly id: FeedId;
  /** Distance between two points, seconds. */
  readonly intervalS: number;
  /** Time of point 0; 0 while there is none. */
  readonly startTime: Instant;
  readonly npoints: number;
}

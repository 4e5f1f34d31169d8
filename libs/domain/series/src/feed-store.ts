import type { Instant } from '@hub/domain/time';
import type { AppendResult } from './append-result';
import type { FeedId, FeedMeta, Point } from './point';
import type { Query, Row, RowBatch } from './query/query';

export interface AppendOptions {
  /** How slots between the last point and this one are filled: `missing` (NaN, the default) or `join` (a straight line). */
  readonly gap?: 'missing' | 'join';
  /** Start a journal flush now; await `flush()` to know it is on the disk. Default: true for feeds of 15 min and slower. */
  readonly durable?: boolean;
  /** Longest stretch that may be left missing for these points, before or behind what is there. Default: five years of 10 s. */
  readonly maxGapS?: number;
  /** Time of an empty feed's first point where it lies inside a slot: a feed of elsewhere keeps its start. */
  readonly startTime?: Instant;
}

/** A feed that cannot be used fully, and what to do about it. */
export interface FeedFault {
  /** Null: every feed, since the store itself cannot write. */
  readonly feedId: FeedId | null;
  readonly code: FeedFaultCode;
  readonly message: string;
  readonly action: string;
}

export type FeedFaultCode =
  | 'HUB_FEED_META_CORRUPT'
  | 'HUB_FEED_DATA_MISSING'
  | 'HUB_FEED_DATA_TRUNCATED'
  | 'HUB_FEED_DISK_FULL'
  | 'HUB_FEED_READ_ONLY'
  | 'HUB_FEED_IO'
  | 'HUB_FEED_UNFINISHED'
  | 'HUB_JOURNAL_WRITE';

/** Where a hub's series live. Implemented on disk and in memory by `@hub/adapters/feed-store`. */
export interface FeedStore {
  /** Makes an empty feed; an existing feed is left as it is, whatever its interval. */
  create(id: FeedId, options: { readonly intervalS: number }): Promise<void>;
  remove(id: FeedId): Promise<void>;
  /** Drops all points, keeps the interval. */
  clear(id: FeedId): Promise<void>;
  /** Drops the points before `startTime` (taken up to the next slot) and returns how many remain. */
  trim(id: FeedId, startTime: Instant): Promise<number>;
  /**
   * Takes a feed that lost points of its file for what it is now, so that it takes new ones. Returns how many it has.
   * Throws `HUB_FEED_NOT_DAMAGED` for a feed that lost none.
   */
  acceptTruncated(id: FeedId): Promise<number>;
  ids(): readonly FeedId[];
  /**
   * Takes points into memory, in any order; of two in one slot the later given counts. Points before the first are put in their
   * place: `meta` shows them after the next flush or query at the latest. Throws `HUB_FEED_UNKNOWN` for a feed that was never
   * created.
   */
  append(id: FeedId, points: readonly Point[], options?: AppendOptions): AppendResult;
  /** Undefined for an unknown feed and for one whose files are damaged (see `faults`). */
  meta(id: FeedId): FeedMeta | undefined;
  /** The last slot; its value may be NaN. Undefined while the feed is empty. */
  last(id: FeedId): Point | undefined;
  /** The point nearest to `time`, null when missing or outside the series. */
  valueAt(id: FeedId, time: Instant): Promise<number | null>;
  /** Rows one at a time; a window of any length streams. */
  query(id: FeedId, query: Query): AsyncIterable<Row>;
  /** The same rows in columns of up to a few thousand: what HTTP answers are written from. */
  batches(id: FeedId, query: Query): AsyncIterable<RowBatch>;
  /** Values at chosen instants (nearest point), as time-of-use splits need them. */
  valuesAt(id: FeedId, times: readonly Instant[]): Promise<(number | null)[]>;
  /** Raw float32 points from index `first` on, in blocks, as in the `.dat` file. */
  raw(id: FeedId, first: number): AsyncIterable<Float32Array>;
  faults(): readonly FeedFault[];
  /** Resolves when every point appended before the call survives a power cut. */
  flush(): Promise<void>;
  /** Writes everything to the feed files, so that the folder can be copied out. */
  complete(): Promise<void>;
  close(): Promise<void>;
}

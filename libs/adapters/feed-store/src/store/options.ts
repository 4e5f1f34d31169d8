import type { Instant } from '@hub/domain/time';

export interface FeedStoreOptions {
  /** Folder of the feed files. */
  readonly dir: string;
  /** Unix seconds. */
  readonly clock: () => Instant;
  /** Longest time a point stays in memory only. 0: nothing is flushed unless asked. Default 60. */
  readonly flushPeriodS?: number;
  /** Points further ahead of the clock are refused. Default 600. */
  readonly futureToleranceS?: number;
  /**
   * Pages of 4 KiB of the journal, when it is made. Default 2048: a day of a flush a minute before
   * the feed files are written.
   */
  readonly journalPages?: number;
  /** Points of one feed in memory before they go to its file without waiting for a flush. Default 65536. */
  readonly tailPoints?: number;
  /** Open feed files at most. Default 256. */
  readonly openFiles?: number;
  /** Told of flushes in the background that failed; the points stay in memory and are tried again. */
  readonly onError?: (error: unknown) => void;
}

export type EngineOptions = Omit<FeedStoreOptions, 'dir'>;

export const DEFAULTS = {
  flushPeriodS: 60,
  futureToleranceS: 600,
  journalPages: 2048,
  tailPoints: 65_536,
  openFiles: 256,
} as const;

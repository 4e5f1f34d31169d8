import type { FeedMeta } from '../point';

/** The byte port of a feed: where queries get their points from. Missing points are NaN. */
export interface PointSource {
  readonly meta: FeedMeta;
  /** Points `first`, `first + 1`, … into the first `count` places of `target` (default: all); all lie inside the series. */
  read(first: number, target: Float32Array, count?: number): void;
  /** Single points far from each other: `indexes` ascend, -1 reads as NaN. Only the first `count` are asked for. */
  pick(indexes: Float64Array, count: number, target: Float64Array): void;
  /** Sums kept beside the file, when there are any. */
  readonly rollup?: Rollup | undefined;
}

/** Sum and number of the known points of a range. */
export interface Sum {
  sum: number;
  count: number;
}

/** Sums kept beside the points. They answer only where adding in any order gives the same double to the last bit. */
export interface Rollup {
  /** Adds points `from` to `to - 1` to `into`; false, and nothing added, where the points themselves must be added up. */
  addRange(from: number, to: number, into: Sum): boolean;
}

import type { Point } from '@hub/domain/series';

/** A point that a process list wants stored. `join`: the slots since the last point are on a straight line. */
export interface FeedWrite {
  readonly feedId: number;
  readonly point: Point;
  readonly gap: 'missing' | 'join';
}

/** What a process may look at. Values are null where nothing is known. */
export interface ProcessWorld {
  /** Time of the reading, unix seconds. */
  readonly time: number;
  /** The reading itself, as it came. */
  readonly original: number | null;
  readonly inputValue: (inputId: number) => number | null;
  /** Newest point of a feed, with the points that earlier steps of this run wrote. */
  readonly feedLast: (feedId: number) => Point | null;
  /** What a process remembered at the reading before. */
  readonly remembered: (key: string) => Point | null;
  /** Start of the local day of an instant: the house's own zone. */
  readonly dayStart: (time: number) => number;
}

/** What one step does to the value, the feeds and its memory. */
export interface ProcessResult {
  readonly value: number | null;
  readonly writes?: readonly FeedWrite[];
  /** Kept for the next reading. */
  readonly remember?: { readonly key: string; readonly point: Point };
  /** Steps to go on from here: 2 skips one; `goto` is the 1-based step to go to; `stop` ends the list. */
  readonly skip?: boolean;
  readonly goto?: number;
  readonly stop?: boolean;
}

export type ProcessArgument = number;

/** One kind of step. */
export type Process = (value: number | null, argument: ProcessArgument, world: ProcessWorld) => ProcessResult;

/** A step that only changes a known value. */
export const map =
  (change: (value: number, argument: number) => number): Process =>
  (value, argument) => ({ value: value === null ? null : change(value, argument) });

export const known = (value: number | null | undefined): value is number =>
  value !== null && value !== undefined && Number.isFinite(value);

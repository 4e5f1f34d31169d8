import type { Point } from '@hub/domain/series';

/** A point that a process list wants stored. `join`: the slots since the last point are on a straight line. */
export interface FeedWrite {
  readonly feedId: number;
  readonly point: Point;
  readonly gap: 'missing' | 'join';
}

/** What a process knows from the reading before. */
export interface Memory {
  /** Time of that reading, not of the slot it was stored in. */
  readonly time: number;
  readonly value: number;
  /** Running total with all its digits; a feed keeps 24 bits of it. */
  readonly total?: number;
  /** True, however old it is: `total` follows `value`, a register that counts on by itself. */
  readonly lasting?: true;
  /** True where the hub has not listened all the time since. */
  readonly beforeOutage?: true;
}

/** Kept for the next reading. `moved`: a lasting memory that says something new, to be kept over a power cut. */
export interface Remembered {
  readonly key: string;
  /** The feed that it is about: what the feed did not take is not remembered. */
  readonly feedId: number;
  readonly memory: Memory;
  readonly moved?: boolean;
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
  readonly remembered: (key: string) => Memory | null;
  /** Start of the local day of an instant: the house's own zone. */
  readonly dayStart: (time: number) => number;
}

/** What one step does to the value, the feeds and its memory. */
export interface ProcessResult {
  readonly value: number | null;
  readonly writes?: readonly FeedWrite[];
  readonly remember?: Remembered;
  /** Steps to go on from here: 2 skips one; `goto` is the 1-based step to go to; `stop` ends the list. */
  readonly skip?: boolean;
  readonly goto?: number;
  readonly stop?: boolean;
}

/** One kind of step. Most have one argument; `second` is 0 for them. */
export type Process = (value: number | null, argument: number, world: ProcessWorld, second: number) => ProcessResult;

/** A step that only changes a known value. */
export const map =
  (change: (value: number, argument: number) => number): Process =>
  (value, argument) => ({ value: value === null ? null : change(value, argument) });

export const known = (value: number | null | undefined): value is number =>
  value !== null && value !== undefined && Number.isFinite(value);

export const stored = (feedId: number, time: number, value: number, gap: FeedWrite['gap']): FeedWrite => ({
  feedId,
  point: { time, value },
  gap,
});

/** The feed's newest point, if it has a value. */
export function lastKnown(world: ProcessWorld, feedId: number): Point | null {
  const last = world.feedLast(feedId);
  return last !== null && known(last.value) ? last : null;
}

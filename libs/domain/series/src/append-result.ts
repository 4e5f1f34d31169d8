/**
 * Why a point was not stored.
 * - `invalid`: its time is not a finite number, or lies before 1970
 * - `future`: further ahead of the clock than the store tolerates
 * - `before-start`: so much older than the first point that more would lie between than may be missing
 * - `gap-too-long`: storing it would pad more than {@link MAX_PADDING_POINTS} points
 * - `feed-fault`: the feed's files are damaged or cannot be written and its memory is full; see `faults()`
 */
export type IgnoredReason = 'invalid' | 'future' | 'before-start' | 'gap-too-long' | 'feed-fault';

/** The stated result of an append: every point given is counted exactly once in stored, updated or ignored. */
export interface AppendResult {
  /** Points that made the series longer (padding not counted). */
  readonly stored: number;
  /** Points that replaced the value of an existing slot. */
  readonly updated: number;
  readonly ignored: number;
  readonly reasons: Readonly<Partial<Record<IgnoredReason, number>>>;
}

/** Five years of 10 s points: the longest gap one append may pad. Source: the PHPFina engine. */
export const MAX_PADDING_POINTS = 15_768_000;

/** One look at the browser's two clocks, in milliseconds. */
export interface Tick {
  readonly monotonicMs: number;
  readonly wallMs: number;
}

/** The hub's time (unix seconds) as it was when the browser's clocks stood at `at`. */
export interface ClockMark {
  readonly serverTimeS: number;
  readonly at: Tick;
}

/**
 * Seconds between two ticks, never negative.
 *
 * The larger of both clocks counts: the monotonic one stands still in a sleeping tablet, the wall clock may be set back.
 */
export function elapsedS(from: Tick, to: Tick): number {
  const ms = Math.max(to.monotonicMs - from.monotonicMs, to.wallMs - from.wallMs, 0);
  return ms / 1000;
}

/** The hub's time now, in unix seconds. It does not matter what the browser believes the date to be. */
export function hubTimeS(mark: ClockMark, now: Tick): number {
  return mark.serverTimeS + elapsedS(mark.at, now);
}

import type { Point } from '@hub/domain/series';
import type { FeedWrite, Memory } from './process';

/**
 * Longest time a power is taken to have lasted. What flowed while nobody measured is not known, so a longer gap adds
 * nothing. (emoncms multiplies the newest power with gaps of up to two hours.)
 */
export const OUTAGE_S = 120;
export const WS_PER_KWH = 3_600_000;
/** A gap that is no outage is joined; over an outage the series stays missing. */
export const gapSince = (last: Point | null, time: number): FeedWrite['gap'] =>
  last !== null && time - last.time <= OUTAGE_S ? 'join' : 'missing';

/** Seconds that a value is taken to have lasted: none over an outage, nor for a first reading. */
export function lastedS(before: Memory | null, time: number): number {
  const elapsedS = before === null ? 0 : time - before.time;
  return elapsedS > 0 && elapsedS <= OUTAGE_S ? elapsedS : 0;
}

/** The total a feed stands at: what is remembered of it, as long as that is what the feed holds, to its 24 bits. */
export function totalOf(last: Point | null, before: Memory | null): number {
  const exact = before?.total;
  if (exact !== undefined && (last === null || Math.fround(last.value) === Math.fround(exact))) return exact;
  return last?.value ?? 0;
}

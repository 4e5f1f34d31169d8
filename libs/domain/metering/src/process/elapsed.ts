import type { Point } from '@hub/domain/series';
import type { FeedWrite, Memory } from './process';

/**
 * Longest time a power is taken to have lasted where the device was heard before and after: two hours, as in emoncms.
 * What flowed in a longer gap is not known, so it adds nothing.
 */
export const MAX_GAP_S = 7_200;
/** Longest time over a break of which the hub knows that it heard nothing: its own restart, or the broker's. */
export const OUTAGE_S = 120;
export const WS_PER_KWH = 3_600_000;

/** Longest gap to the reading before that is no outage. */
const longestGapS = (before: Memory | null): number =>
  before === null || before.beforeOutage === true ? OUTAGE_S : MAX_GAP_S;

/** A gap that is no outage is joined; over an outage the series stays missing. */
export const gapSince = (last: Point | null, before: Memory | null, time: number): FeedWrite['gap'] =>
  last !== null && time - last.time <= longestGapS(before) ? 'join' : 'missing';

/** Seconds that a value is taken to have lasted: none over an outage, nor for a first reading. */
export function lastedS(before: Memory | null, time: number): number {
  const elapsedS = before === null ? 0 : time - before.time;
  return elapsedS > 0 && elapsedS <= longestGapS(before) ? elapsedS : 0;
}

/**
 * The total a feed stands at: what is remembered of it, as long as that is what the feed holds, to its 24 bits. An empty
 * feed stands at 0.
 */
export function totalOf(last: Point | null, before: Memory | null): number {
  const exact = before?.total;
  if (last === null) return 0;
  return exact !== undefined && Math.fround(last.value) === Math.fround(exact) ? exact : last.value;
}

import { estimateGaps, shareHalfHour } from '@hub/domain/community';
import type { HalfHours } from '@hub/domain/series';
import { HALF_HOUR_S, type Instant, offsetS } from '@hub/domain/time';

/** A gap at the end of a member's readings is estimated for this long: they are late. After that, they have gone. */
const LATE_HALF_HOURS = 30 * 48;

/** Half-hours from `from` up to and without `end`. */
export interface Window {
  readonly from: Instant;
  readonly end: Instant;
}

export const windowLength = ({ from, end }: Window): number => Math.max((end - from) / HALF_HOUR_S, 0);

/**
 * Use of one member in a window, its gaps estimated from all of its readings. NaN before the member joined, long after its
 * last reading, and where there is nothing to estimate from.
 */
export function estimatedUse(use: HalfHours, window: Window, zone: string): Float64Array {
  const lastReading = use.wh.findLastIndex((wh) => !Number.isNaN(wh));
  const length = Math.min(lastReading + 1 + LATE_HALF_HOURS, Math.max((window.end - use.start) / HALF_HOUR_S, 0));
  const readings = new Float64Array(length).fill(NaN);
  readings.set(use.wh.subarray(0, length));
  const { wh } = estimateGaps(readings, clockOffsets(use.start, length, zone));
  const offset = (window.from - use.start) / HALF_HOUR_S;
  return Float64Array.from({ length: windowLength(window) }, (_, slot) => wh[offset + slot] ?? NaN);
}

/** What a window of sharing gives. */
export interface Shared {
  /** One series a member, in the order they were given: its share of the generation. */
  readonly hydro: readonly Float64Array[];
  /** Use of the club; NaN where no member's use is known. */
  readonly consumption: Float64Array;
  /** Generation that was used in the club. */
  readonly shared: Float64Array;
}

/** Share the generation of every half-hour of a window. Generation that is missing counts as none. */
export function shareWindow(from: Instant, generationWh: Float64Array, members: readonly Float64Array[]): Shared {
  const count = generationWh.length;
  const hydro = members.map(() => new Float64Array(count));
  const consumption = new Float64Array(count);
  const shared = new Float64Array(count);
  const use = new Float64Array(members.length);
  for (let slot = 0; slot < count; slot += 1) {
    for (const [member, wh] of members.entries()) use[member] = wh[slot] ?? NaN;
    const generation = generationWh[slot] ?? NaN;
    const allocated = shareHalfHour(Number.isNaN(generation) ? 0 : generation, use, from / HALF_HOUR_S + slot);
    for (const [member, series] of hydro.entries()) series[slot] = allocated[member] ?? NaN;
    consumption[slot] = known(use);
    shared[slot] = known(allocated);
  }
  return { hydro, consumption, shared };
}

/** Sum of what is known; NaN when nothing is. */
function known(values: Float64Array): number {
  let sum = NaN;
  for (const value of values) if (!Number.isNaN(value)) sum = (Number.isNaN(sum) ? 0 : sum) + value;
  return sum;
}

const offsets = new Map<string, Map<Instant, number>>();

/** Half-hours that the wall clock is ahead of UTC, one a half-hour. Asked of the calendar once an hour of history, not once a member. */
function clockOffsets(start: Instant, count: number, zone: string): Int8Array {
  const ofZone = offsets.get(zone) ?? new Map<Instant, number>();
  offsets.set(zone, ofZone);
  return Int8Array.from({ length: count }, (_, slot) => {
    const time = start + slot * HALF_HOUR_S;
    const hour = time - (time % 3600);
    const knownOffset = ofZone.get(hour);
    if (knownOffset !== undefined) return knownOffset;
    const offset = offsetS(hour, zone) / HALF_HOUR_S;
    ofZone.set(hour, offset);
    return offset;
  });
}

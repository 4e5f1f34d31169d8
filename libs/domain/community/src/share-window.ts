import { type HalfHours } from '@hub/domain/series';
import { HALF_HOUR_S, HALF_HOURS_A_DAY, HALF_HOURS_A_WEEK, halfHoursBetween, type Instant } from '@hub/domain/time';
import { comparedBy, ESTIMATE_REACH, estimateGaps } from './estimate';
import { shareHalfHour } from './share';

/** A gap at the end of a series is estimated for this long: its readings are late. After that they are missing. */
export const LATE_HALF_HOURS = 30 * HALF_HOURS_A_DAY;
/** How far from a window readings are of use for its estimates: as far as the search goes, and a clock change. */
export const ESTIMATE_REACH_S = (ESTIMATE_REACH * HALF_HOURS_A_WEEK + 4) * HALF_HOUR_S;

/** Half-hours from `from` up to and without `end`. */
export interface Window {
  readonly from: Instant;
  readonly end: Instant;
}

export const windowLength = ({ from, end }: Window): number => halfHoursBetween(from, end);

/** Half-hours of a window: read or estimated. */
export interface WindowPart {
  /** NaN where nothing is known and nothing can be estimated. */
  readonly wh: Float64Array;
  /** 1 where `wh` is an estimate. */
  readonly estimated: Uint8Array;
}

/** When a household belongs to the club: from `joined` up to and without `left`. */
export interface Membership {
  readonly joined: Instant;
  readonly left?: Instant | undefined;
}

/**
 * Use of one member in a window, its gaps estimated from its readings. NaN outside its membership, long after its last reading, and
 * where there is nothing to estimate from.
 */
export function estimatedUse(
  readings: HalfHours,
  window: Window,
  zone: string,
  membership: Membership = { joined: readings.start },
  compare = comparedBy(readings.wh),
): WindowPart {
  const part = filled(readings, window, zone, compare);
  const first = halfHoursBetween(window.from, membership.joined);
  const end = membership.left === undefined ? part.wh.length : halfHoursBetween(window.from, membership.left);
  part.wh.fill(NaN, 0, first).fill(NaN, Math.min(end, part.wh.length));
  return { wh: part.wh, estimated: part.estimated.map((mark, slot) => (Number.isNaN(part.wh[slot]) ? 0 : mark)) };
}

/** Generation of a window, its gaps estimated from other days: the weather knows no weekdays. */
export const estimatedGeneration = (readings: HalfHours, window: Window, zone: string): WindowPart =>
  filled(readings, window, zone, 'days');

function filled({ start, wh: known }: HalfHours, window: Window, zone: string, compare: 'weeks' | 'days'): WindowPart {
  const lastReading = known.findLastIndex((wh) => !Number.isNaN(wh));
  const length =
    lastReading === -1 ? 0 : Math.min(lastReading + 1 + LATE_HALF_HOURS, reach(start, window, known.length));
  const readings = new Float64Array(length).fill(NaN);
  readings.set(known.subarray(0, length));
  const offset = (window.from - start) / HALF_HOUR_S;
  const count = windowLength(window);
  const { wh } = estimateGaps({ start, wh: readings }, zone, compare, { from: offset, end: offset + count });
  return {
    wh: Float64Array.from({ length: count }, (_, slot) => wh[offset + slot] ?? NaN),
    estimated: Uint8Array.from({ length: count }, (_, slot) =>
      Number.isNaN(readings[offset + slot] ?? NaN) && !Number.isNaN(wh[offset + slot] ?? NaN) ? 1 : 0,
    ),
  };
}

/** Readings after the window are of use for its estimates; after them nothing is. */
const reach = (start: Instant, window: Window, length: number): number =>
  Math.max(length, halfHoursBetween(start, window.end));

/** What a window of sharing gives. */
export interface Shared {
  /** One series a member, in the order they were given: its share of the generation; NaN where use or generation is missing. */
  readonly hydro: readonly Float64Array[];
  /** Use of the club; NaN where no member's use is known. */
  readonly consumption: Float64Array;
  /** Generation that was used in the club; NaN where it is missing. */
  readonly shared: Float64Array;
  /** Thousandths of the sums' parts that were read, rounded down: below 1000 where a part is estimated or missing. */
  readonly completeness: Float64Array;
}

/** All of a sum was read. */
export const COMPLETE = 1000;

/**
 * Share the generation of every half-hour of a window. `generation` undefined: the club has no generator. Missing generation is missing:
 * it is not shared as none.
 */
export function shareWindow(
  from: Instant,
  count: number,
  generation: WindowPart | undefined,
  members: readonly WindowPart[],
): Shared {
  const hydro = members.map(() => new Float64Array(count));
  const [consumption, shared, completeness] = [0, 0, 0].map(() => new Float64Array(count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const use = new Float64Array(members.length);
  for (let slot = 0; slot < count; slot += 1) {
    for (const [member, { wh }] of members.entries()) use[member] = wh[slot] ?? NaN;
    const generationWh = generation === undefined ? 0 : (generation.wh[slot] ?? NaN);
    const allocated = Number.isNaN(generationWh)
      ? use.map(() => NaN)
      : shareHalfHour(generationWh, use, from / HALF_HOUR_S + slot);
    for (const [member, series] of hydro.entries()) series[slot] = allocated[member] ?? NaN;
    consumption[slot] = sumOfKnown(use);
    shared[slot] = sumOfKnown(allocated);
    completeness[slot] = partsRead(slot, generation === undefined ? members : [generation, ...members]);
  }
  return { hydro, consumption, shared, completeness };
}

function partsRead(slot: number, parts: readonly WindowPart[]): number {
  let read = 0;
  for (const { wh, estimated } of parts) if (estimated[slot] !== 1 && !Number.isNaN(wh[slot] ?? NaN)) read += 1;
  return parts.length === 0 ? COMPLETE : Math.floor((COMPLETE * read) / parts.length);
}

/** Sum of what is known; NaN when nothing is. */
function sumOfKnown(values: Float64Array): number {
  let sum = NaN;
  for (const value of values) if (!Number.isNaN(value)) sum = (Number.isNaN(sum) ? 0 : sum) + value;
  return sum;
}

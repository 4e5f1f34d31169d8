import { HALF_HOUR_S, type Instant } from '@hub/domain/time';
import type { FeedStore } from '../feed-store';
import type { FeedId, Point } from '../point';

/** Consecutive half-hours from `start` on, as a feed holds them: kWh, NaN where nothing is known. */
export interface HalfHoursKWh {
  readonly start: Instant;
  readonly kWh: Float32Array;
}

/** Consecutive half-hours from `start` on, as money is calculated from them: whole watt-hours, NaN where nothing is known. */
export interface HalfHours {
  readonly start: Instant;
  readonly wh: Float64Array;
}

/** Half-hours of a feed from `start` on, at most `count`; NaN before its first, shorter where it ends. */
export async function readHalfHours(
  store: FeedStore,
  id: FeedId,
  start: Instant,
  count: number,
): Promise<HalfHoursKWh> {
  const meta = store.meta(id);
  if (!meta || meta.npoints === 0) return { start, kWh: new Float32Array(0) };
  const first = (start - meta.startTime) / HALF_HOUR_S;
  const length = Math.min(count, meta.npoints - first);
  if (length <= 0) return { start, kWh: new Float32Array(0) };
  const kWh = new Float32Array(length).fill(NaN);
  let at = Math.max(-first, 0);
  for await (const block of store.raw(id, Math.max(first, 0))) {
    if (at >= length) break;
    kWh.set(block.subarray(0, length - at), at);
    at += block.length;
  }
  return { start, kWh };
}

/** The same in whole watt-hours, padded to `count`. What was written from whole watt-hours up to 8 MWh comes back exactly. */
export function wattHours({ start, kWh }: HalfHoursKWh, count = kWh.length): HalfHours {
  const wh = new Float64Array(count).fill(NaN);
  for (let slot = 0; slot < Math.min(count, kWh.length); slot += 1) wh[slot] = Math.round((kWh[slot] ?? NaN) * 1000);
  return { start, wh };
}

/** As a feed holds it. */
export const kiloWattHours = ({ start, wh }: HalfHours): HalfHoursKWh => ({
  start,
  kWh: Float32Array.from(wh, (value) => value / 1000),
});

/** Without the missing half-hours at its end. */
export function withoutMissingEnd({ start, wh }: HalfHours): HalfHours {
  return { start, wh: wh.subarray(0, wh.findLastIndex((value) => !Number.isNaN(value)) + 1) };
}

/**
 * What must be written so that `known`, which begins where `newer` does, says what `newer` says. Missing half-hours of `newer` leave
 * what is known, or with `replaces` take its place. Beyond the end of `known` everything is written, so that the series becomes as long
 * as the newer one.
 */
export function changedPoints(
  { start, kWh: newer }: HalfHoursKWh,
  known: Float32Array,
  missing: 'leaves' | 'replaces' = 'leaves',
): Point[] {
  const points: Point[] = [];
  for (let slot = 0; slot < newer.length; slot++) {
    const value = newer[slot] ?? NaN;
    const old = known[slot];
    if (old !== undefined) {
      if (value === old || (Number.isNaN(value) && (missing === 'leaves' || Number.isNaN(old)))) continue;
    }
    points.push({ time: start + slot * HALF_HOUR_S, value });
  }
  return points;
}

import type { FeedId, FeedStore, Point } from '@hub/domain/series';
import { HALF_HOUR_S, type Instant } from '@hub/domain/time';

/** A run of half-hours: values from `start` on, NaN where nothing is known. */
export interface Slots {
  readonly start: Instant;
  readonly values: Float32Array;
}

/** Half-hours of a feed from `start` on, at most `count`; NaN before its first, shorter where it ends. */
export async function readSlots(store: FeedStore, id: FeedId, start: Instant, count: number): Promise<Float32Array> {
  const meta = store.meta(id);
  if (!meta || meta.npoints === 0) return new Float32Array(0);
  const first = (start - meta.startTime) / HALF_HOUR_S;
  const length = Math.min(count, meta.npoints - first);
  if (length <= 0) return new Float32Array(0);
  const values = new Float32Array(length).fill(NaN);
  let at = Math.max(-first, 0);
  for await (const block of store.raw(id, Math.max(first, 0))) {
    values.set(block.subarray(0, length - at), at);
    at += block.length;
    if (at >= length) break;
  }
  return values;
}

/**
 * What must be written so that `known` says what `newer` says. Nobody knowing a half-hour is no news: a value that is known
 * stays. Beyond the end of `known` everything is written, so that the series gets as long as the newer one.
 */
export function changes({ start, values: newer }: Slots, known: Float32Array): Point[] {
  const points: Point[] = [];
  for (let slot = 0; slot < newer.length; slot++) {
    const value = newer[slot] ?? NaN;
    const old = known[slot];
    if (old !== undefined && (Number.isNaN(value) || value === old)) continue;
    points.push({ time: start + slot * HALF_HOUR_S, value });
  }
  return points;
}

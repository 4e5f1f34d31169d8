import type { FeedStore } from '../feed-store';
import type { Point } from '../point';
import { intOf } from './php-values';
import { replacement, scaleOf, scaleRange } from './scale';

/** An answer as emoncms gives it: a number, a message, or `false` where it refuses without a word. */
export type StoreAnswer = unknown;

/** Drops what is older than a time, in emoncms' words; the time is taken up to the next whole slot. */
export async function trimAnswer(store: FeedStore, id: number, rawStart: unknown): Promise<StoreAnswer> {
  const meta = store.meta(id);
  if (meta === undefined) return { success: false, message: 'Could not open meta file' };
  if (meta.npoints === 0) return { success: false, message: 'Empty data file, nothing to trim.' };
  const start = intOf(rawStart);
  if (start === meta.startTime) return { success: false, message: 'Feed already starts at trim time' };
  const first = Math.ceil((start - meta.startTime) / meta.intervalS);
  if (start < meta.startTime || first >= meta.npoints)
    return { success: false, message: 'New start time out of range' };
  const left = await store.trim(id, start);
  return { success: true, message: `${left * 4} bytes written` };
}

/** Multiplies the points of a range (its end is exclusive) and answers how many bytes changed. */
export async function scaleAnswer(
  store: FeedStore,
  id: number,
  range: readonly [number, number],
  text: string,
): Promise<StoreAnswer> {
  const meta = store.meta(id);
  const scale = scaleOf(text);
  if (meta === undefined || scale === undefined || range[0] > range[1]) return false;
  const { first, end } = scaleRange(meta, ...range);
  const changed: Point[] = [];
  let index = first;
  for await (const points of store.raw(id, first)) {
    for (const value of points) if (index < end) changed.push(replacement(meta, index++, scale(value)));
    if (index >= end) break;
  }
  store.append(id, changed);
  return changed.length * 4;
}

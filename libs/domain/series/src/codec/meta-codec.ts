import type { FeedId, FeedMeta } from '../point';

/** Bytes of a `.meta` file: two unused words, interval, start time; 32 bit, little endian. */
export const META_BYTES = 16;
export const POINT_BYTES = 4;

/** What the `.meta` file holds. Fields of a short file read as 0, as in emoncms. */
export interface MetaFields {
  readonly intervalS: number;
  readonly startTime: number;
}

export function decodeMeta(bytes: Uint8Array): MetaFields {
  const whole = new Uint8Array(META_BYTES);
  whole.set(bytes.subarray(0, META_BYTES));
  const view = new DataView(whole.buffer);
  return { intervalS: view.getUint32(8, true), startTime: view.getUint32(12, true) };
}

export function encodeMeta({ intervalS, startTime }: MetaFields): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(META_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(8, intervalS, true);
  view.setUint32(12, startTime, true);
  return bytes;
}

/** Whole points in a `.dat` of this length; 1 to 3 trailing bytes are a torn write and do not count. */
export const pointsIn = (bytes: number): number => Math.floor(bytes / POINT_BYTES);

/** Time of the last slot; 0 for an empty feed. */
export const endTime = (meta: FeedMeta): number =>
  meta.npoints === 0 ? 0 : meta.startTime + meta.intervalS * (meta.npoints - 1);

/** Start of the slot that holds `time`: aligned to the epoch, whatever the feed's start. */
export const slotTime = (time: number, intervalS: number): number =>
  Math.floor(Math.trunc(time) / intervalS) * intervalS;

/** Index of the point nearest to `time`, half away from zero; undefined outside the series. */
export function nearestIndex(meta: FeedMeta, time: number): number | undefined {
  const exact = (time - meta.startTime) / meta.intervalS;
  const index = exact < 0 ? -Math.floor(-exact + 0.5) : Math.floor(exact + 0.5);
  return index >= 0 && index < meta.npoints ? index : undefined;
}

/** Index of the slot that contains `time`; -1 unless start ≤ time ≤ time of the last slot. */
export function containingIndex(meta: FeedMeta, time: number): number {
  if (meta.npoints === 0 || time < meta.startTime || time > endTime(meta)) return -1;
  return Math.floor((time - meta.startTime) / meta.intervalS);
}

export const fileNames = (id: FeedId): { readonly meta: string; readonly data: string } => ({
  meta: `${id}.meta`,
  data: `${id}.dat`,
});

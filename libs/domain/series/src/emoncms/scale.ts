import type { FeedMeta, Point } from '../point';

const FACTOR = /^(-?)(1\/)?(\d+(?:[.,]\d+)?)$/;

/**
 * What a scale text (`2`, `1/2`, `-2`, `-1/2`, `NAN`, `abs(x)`) does to a value; undefined for any other text, and for a division
 * by zero. As in emoncms, `0` and `NAN` are constants: they also take the place of missing values.
 */
export function scaleOf(text: string): ((value: number) => number) | undefined {
  if (text.toLowerCase() === 'nan') return () => NaN;
  if (/^abs\(x\)$/i.test(text)) return Math.abs;
  const [, minus, inverse, digits] = FACTOR.exec(text.trim()) ?? [];
  if (digits === undefined) return undefined;
  const size = Number(digits.replace(/,.*/, ''));
  const factor = (minus === '-' ? -1 : 1) * (inverse === undefined ? size : 1 / size);
  if (!Number.isFinite(factor)) return undefined;
  return factor === 0 ? () => 0 : (value) => value * factor;
}

/** Indexes that a range of times touches: the end is exclusive, so the last point is never changed, as in emoncms. */
export function scaleRange(
  meta: FeedMeta,
  start: number,
  end: number,
): { readonly first: number; readonly end: number } {
  const indexOf = (time: number): number => {
    const slot = Math.floor(time / meta.intervalS) * meta.intervalS;
    return Math.max(0, Math.min(meta.npoints - 1, Math.floor((slot - meta.startTime) / meta.intervalS)));
  };
  return { first: indexOf(start), end: indexOf(end) };
}

/** A reading that replaces point `index`, whatever second the feed starts at. */
export const replacement = (meta: FeedMeta, index: number, value: number): Point => ({
  time: meta.startTime + index * meta.intervalS + meta.intervalS - 1,
  value,
});

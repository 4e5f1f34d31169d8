import type { PointSource } from './source';

/** How long before a boundary a total may have been read last, for the boundary to stand at it. */
export const LAST_KNOWN_S = 900;
/** Rows closer than this say when within the hour it was: a missing one stays missing. */
export const LAST_KNOWN_FROM_STEP_S = 3600;

/**
 * The newest known value at most {@link LAST_KNOWN_S} before a point of a cumulative feed. A total that misses the slot of
 * midnight would otherwise cost two days.
 */
export function lastKnownBefore(source: PointSource): (index: number) => number {
  const slots = Math.floor(LAST_KNOWN_S / source.meta.intervalS);
  const block = new Float32Array(slots);
  return (index) => {
    const first = Math.max(0, index - slots);
    const count = index - first;
    if (count <= 0) return NaN;
    source.read(first, block, count);
    for (let at = count - 1; at >= 0; at--) {
      const value = block[at] ?? NaN;
      if (!Number.isNaN(value)) return value;
    }
    return NaN;
  };
}

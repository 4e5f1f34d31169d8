import type { Instant } from '@hub/domain/time';

/** How far a device's clock may be from the hub's, seconds. */
export const CLOCK_TOLERANCE_S = 300;

/**
 * Whether a reading stamped `time` takes the place of one stamped `known`, at `now`. Later stamps do. Of stamps that are
 * about now the one that arrived last does: clocks differ. A known stamp that lies ahead of a clock that was set back
 * gives way to any.
 */
export function isNewest(known: Instant | null, time: Instant, now: Instant): boolean {
  if (known === null || time >= known) return true;
  if (known > now + CLOCK_TOLERANCE_S) return true;
  return time >= now - CLOCK_TOLERANCE_S;
}

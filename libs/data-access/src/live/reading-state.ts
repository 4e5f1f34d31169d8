import { LIVE_MAX_AGE_S, MISSING_AFTER_S, type LiveMeter } from '@hub/contracts';

/**
 * What can honestly be said about the newest reading.
 * `unknown`: the hub has not said anything yet. `missing`: there is none to show (`lastTime`: unix seconds of one too old).
 */
export type ReadingState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'missing'; readonly lastTime: number | null }
  | { readonly kind: 'live'; readonly ageS: number }
  | { readonly kind: 'delayed'; readonly ageS: number };

/**
 * Judges the newest reading by its age at the hub's time `nowS`, not by the state that the hub sent with it:
 * a stream that went silent cannot say that it is late. Nothing is live while the hub is out of reach.
 */
export function readingState(meter: LiveMeter | undefined, nowS: number, hubReachable: boolean): ReadingState {
  if (meter === undefined) return { kind: 'unknown' };
  if (meter.time === null || meter.powerW === null) return { kind: 'missing', lastTime: meter.time };
  const ageS = Math.max(0, nowS - meter.time);
  if (ageS > MISSING_AFTER_S) return { kind: 'missing', lastTime: meter.time };
  return { kind: ageS <= LIVE_MAX_AGE_S && hubReachable ? 'live' : 'delayed', ageS };
}

import { HALF_HOUR_S, halfHourStart, type Instant } from '@hub/domain/time';

/** How simulated time follows real time; both in unix seconds. */
export interface Pace {
  readonly startedAt: Instant;
  /** How long before `startedAt` the simulation begins. */
  readonly sinceS: number;
  readonly speed: number;
}

/** The simulated instant of a real one: runs `speed` times faster until it has caught up with the present. */
export function simulatedAt({ startedAt, sinceS, speed }: Pace, now: Instant): Instant {
  return Math.min(now, startedAt - sinceS + (now - startedAt) * speed);
}

export interface Due {
  /** Instants of live readings, oldest first. */
  readonly live: readonly Instant[];
  /** Starts of the half-hours that were completed, oldest first. */
  readonly halfHours: readonly Instant[];
}

/** What a meter has to say in the time after `last` up to and including `now`. */
export function dueBetween(last: Instant, now: Instant, liveEveryS: number): Due {
  return {
    live: grid(last, now, liveEveryS),
    halfHours: grid(last, now, HALF_HOUR_S).map((end) => end - HALF_HOUR_S),
  };
}

/** Starts of the `count` half-hours that were complete at `now`, oldest first. */
export function completedHalfHours(now: Instant, count: number): Instant[] {
  const end = halfHourStart(now);
  return Array.from({ length: count }, (_, index) => end - (count - index) * HALF_HOUR_S);
}

function grid(last: Instant, now: Instant, stepS: number): Instant[] {
  const first = (Math.floor(last / stepS) + 1) * stepS;
  const count = Math.max(0, Math.floor((now - first) / stepS) + 1);
  return Array.from({ length: count }, (_, index) => first + index * stepS);
}

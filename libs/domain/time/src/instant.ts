/** Unix time in seconds, UTC. */
export type Instant = number;

export const DAY_S = 86_400;

/** Length of the settlement period of the British electricity market, seconds. */
export const HALF_HOUR_S = 1800;

/** Half-hours of a day and of a week without a clock change. */
export const HALF_HOURS_A_DAY = 48;
export const HALF_HOURS_A_WEEK = 336;

/** Start of the half-hour that holds `instant`. Half-hours follow UTC: clock changes move whole hours, never this grid. */
export const halfHourStart = (instant: Instant): Instant => Math.floor(instant / HALF_HOUR_S) * HALF_HOUR_S;

/** Start of the first half-hour that begins at `instant` or later. */
export const nextHalfHour = (instant: Instant): Instant => Math.ceil(instant / HALF_HOUR_S) * HALF_HOUR_S;

/** Half-hours from `start` up to and without `end`, both starts of half-hours; 0 when `end` is earlier. */
export const halfHoursBetween = (start: Instant, end: Instant): number => Math.max((end - start) / HALF_HOUR_S, 0);

/** Unix time in seconds, UTC. */
export type Instant = number;

/** Length of the settlement period of the British electricity market, seconds. */
export const HALF_HOUR_S = 1800;

/** Start of the half-hour that holds `instant`. Half-hours follow UTC: clock changes move whole hours, never this grid. */
export const halfHourStart = (instant: Instant): Instant => Math.floor(instant / HALF_HOUR_S) * HALF_HOUR_S;

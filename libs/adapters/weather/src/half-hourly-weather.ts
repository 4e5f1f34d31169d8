import type { Instant } from '@hub/domain/time';

/** The most that is believed of each kind of weather. */
export const MOST = { mmPerHour: 500, kWPerKWp: 1.5, metresPerSecond: 100 } as const;
export type Field = keyof typeof MOST;

/** Half-hours of one kind of weather, measured and forecast. */
export interface HalfHourlyWeather {
  /** Each of `count` half-hours from `start`; NaN where the service does not know. Rejects when it does not answer. */
  halfHours(start: Instant, count: number): Promise<number[]>;
}

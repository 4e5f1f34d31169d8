import { DAY_S } from '@hub/domain/time';
import { rainMmPerHour, sunKWPerKWp, windMs } from './weather';

const HOUR_S = 3600;

/** Of the hour that ends at `time`. */
const ofHour = (value: (time: number) => number, time: number): number =>
  (value(time - HOUR_S) + value(time - HOUR_S / 2)) / 2;

/** Panels of the simulated club give 85 % of the sun that falls on them. */
const HOURLY = new Map<string, (time: number) => number>([
  ['precipitation', (time) => ofHour(rainMmPerHour, time)],
  ['global_tilted_irradiance', (time) => (ofHour(sunKWPerKWp, time) / 0.85) * 1000],
  ['wind_speed_10m', windMs],
]);

export interface WeatherAnswer {
  readonly status: number;
  readonly body: object;
}

/** What is wrong with a question, in Open-Meteo's words. */
function faultOf(query: URLSearchParams): string | undefined {
  const within = (name: string, otherwise: number, least: number, most: number) => {
    const given = Number(query.get(name) ?? otherwise);
    return given >= least && given <= most;
  };
  if (!within('latitude', NaN, -90, 90)) return 'Latitude must be in range of -90 to 90°.';
  if (!within('longitude', NaN, -180, 180)) return 'Longitude must be in range of -180 to 180°.';
  if (!within('past_days', 0, 0, 92)) return 'Past days is invalid. Allowed range 0 to 92.';
  if (!within('forecast_days', 7, 0, 16)) return 'Forecast days is invalid. Allowed range 0 to 16.';
  if (query.get('timeformat') !== 'unixtime') return 'This simulator knows unixtime alone.';
  const unknown = namesOf(query).find((name) => !HOURLY.has(name));
  return unknown === undefined ? undefined : `Data corrupted. Cannot initialize from invalid value ${unknown}.`;
}

const namesOf = (query: URLSearchParams): string[] =>
  (query.get('hourly') ?? '').split(',').filter((name) => name !== '');

/** `GET /v1/forecast` as Open-Meteo answers it with `timeformat=unixtime`: whole days of UTC, hour by hour. */
export function openMeteo(query: URLSearchParams, now: number): WeatherAnswer {
  const reason = faultOf(query);
  if (reason !== undefined) return { status: 400, body: { error: true, reason } };
  const [past, ahead] = [Number(query.get('past_days') ?? 0), Number(query.get('forecast_days') ?? 7)];
  const today = Math.floor(now / DAY_S) * DAY_S;
  const time = Array.from({ length: (past + ahead) * 24 }, (_, hour) => today - past * DAY_S + hour * HOUR_S);
  const values = namesOf(query).map((name) => [name, time.map((at) => HOURLY.get(name)?.(at) ?? null)] as const);
  return {
    status: 200,
    body: {
      ...{ latitude: Number(query.get('latitude')), longitude: Number(query.get('longitude')) },
      ...{ generationtime_ms: 0.1, utc_offset_seconds: 0, timezone: 'GMT', elevation: 200 },
      hourly_units: { time: 'unixtime' },
      hourly: { time, ...Object.fromEntries(values) },
    },
  };
}

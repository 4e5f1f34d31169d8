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

const refused = (reason: string): WeatherAnswer => ({ status: 400, body: { error: true, reason } });

/** `GET /v1/forecast` as Open-Meteo answers it with `timeformat=unixtime`: whole days of UTC, hour by hour. */
export function openMeteo(query: URLSearchParams, now: number): WeatherAnswer {
  const [latitude, longitude] = [Number(query.get('latitude') ?? NaN), Number(query.get('longitude') ?? NaN)];
  if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180))
    return refused('Latitude must be in range of -90 to 90°.');
  const [past, ahead] = [Number(query.get('past_days') ?? 0), Number(query.get('forecast_days') ?? 7)];
  if (!(past >= 0 && past <= 92)) return refused('Past days is invalid. Allowed range 0 to 92.');
  if (!(ahead >= 0 && ahead <= 16)) return refused('Forecast days is invalid. Allowed range 0 to 16.');
  if (query.get('timeformat') !== 'unixtime') return refused('This simulator knows unixtime alone.');
  const names = (query.get('hourly') ?? '').split(',').filter((name) => name !== '');
  const unknown = names.find((name) => !HOURLY.has(name));
  if (unknown !== undefined)
    return refused(`Data corrupted at path ''. Cannot initialize from invalid value ${unknown}.`);
  const today = Math.floor(now / DAY_S) * DAY_S;
  const time = Array.from({ length: (past + ahead) * 24 }, (_, hour) => today - past * DAY_S + hour * HOUR_S);
  const values = names.map((name) => [name, time.map((at) => HOURLY.get(name)?.(at) ?? null)] as const);
  return {
    status: 200,
    body: {
      ...{ latitude, longitude, generationtime_ms: 0.1, utc_offset_seconds: 0, timezone: 'GMT', elevation: 200 },
      hourly_units: { time: 'unixtime' },
      hourly: { time, ...Object.fromEntries(values) },
    },
  };
}

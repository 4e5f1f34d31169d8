import type { Instant } from '@hub/domain/time';
import type { Field, HalfHourlyWeather } from './half-hourly-weather';
import { OpenMeteo, type OpenMeteoPlace } from './open-meteo';
import { WeatherClient } from './weather-client';

/** Where each kind of weather comes from; undefined where no service was named. */
export interface WeatherClients {
  readonly rain: HalfHourlyWeather | undefined;
  readonly sun: HalfHourlyWeather | undefined;
  readonly wind: HalfHourlyWeather | undefined;
}

/** A service for each kind of weather, or one with the API of Open-Meteo for those that have none of their own. */
export interface WeatherSources {
  readonly rain: string | undefined;
  readonly sun: string | undefined;
  readonly wind: string | undefined;
  readonly openMeteo: OpenMeteoPlace | undefined;
}

export function weatherClients({ rain, sun, wind, openMeteo }: WeatherSources, clock: () => Instant): WeatherClients {
  const client = (url: string | undefined, field: Field): HalfHourlyWeather | undefined => {
    if (url !== undefined) return new WeatherClient(url, field);
    return openMeteo && new OpenMeteo(openMeteo, field, clock);
  };
  return { rain: client(rain, 'mmPerHour'), sun: client(sun, 'kWPerKWp'), wind: client(wind, 'metresPerSecond') };
}

export type { HalfHourlyWeather } from './half-hourly-weather';
export type { OpenMeteoPlace } from './open-meteo';
export * from './weather-clients';

export type { HalfHourlyWeather } from './half-hourly-weather';
export * from './weather-clients';

export * from './weather-client';

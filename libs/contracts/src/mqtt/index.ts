export * from './club';
export { MeterHalfHours, MeterLive } from './meter';
export * from './parse';
export * from './topics';

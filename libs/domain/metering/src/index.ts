export * from './meter-now';
export * from './reading';
export * from './process/process';
export * from './process/process-list';
export { MOST_POWER_KW, OUTAGE_S } from './process/energy';

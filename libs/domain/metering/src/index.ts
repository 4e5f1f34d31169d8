export * from './meter-now';
export * from './reading';
export * from './process/process';
export * from './process/process-list';
export * from './process/check-list';
export { OUTAGE_S } from './process/elapsed';
export { MOST_POWER_KW } from './process/register';

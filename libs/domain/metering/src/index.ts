export * from './meter-now';
export * from './newest';
export * from './reading';
export * from './process/process';
export * from './process/process-list';
export * from './process/check-list';
export { MAX_GAP_S, OUTAGE_S } from './process/elapsed';
export { MOST_POWER_KW } from './process/register';

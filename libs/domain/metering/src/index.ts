export * from './meter-now';
export * from './newest';
export * from './reading';
export * from './process/process';
export * from './process/process-list';
export * from './process/check-list';

export * from './meter-now';
export * from './reading';

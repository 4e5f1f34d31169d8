export * from './rule';
export * from './schedule';

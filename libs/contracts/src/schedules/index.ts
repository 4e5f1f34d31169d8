export * from './preview';
export * from './rule';
export * from './schedule';

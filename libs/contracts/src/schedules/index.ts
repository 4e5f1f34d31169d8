export * from './limits';
export * from './preview';
export * from './requests';
export * from './rule';
export * from './schedule';

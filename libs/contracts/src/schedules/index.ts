export * from './limits';
export * from './power-cap';
export * from './preview';
export * from './requests';
export * from './rule';
export * from './schedule';

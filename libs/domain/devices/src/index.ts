export * from './control';
export * from './device-type';
export * from './report';
export * from './types';

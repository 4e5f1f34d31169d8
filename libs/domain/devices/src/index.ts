export * from './control';
export * from './device-type';
export * from './energy';
export * from './report';
export * from './types';

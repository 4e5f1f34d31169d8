export * from './sealed';
export * from './tar';
export * from './zip';

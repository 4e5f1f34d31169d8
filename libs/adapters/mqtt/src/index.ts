export * from './client';
export * from './options';

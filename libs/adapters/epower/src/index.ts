export * from './epower-client';
export * from './epower-error';

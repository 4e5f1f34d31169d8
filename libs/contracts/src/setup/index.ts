export * from './session';
export * from './setup';

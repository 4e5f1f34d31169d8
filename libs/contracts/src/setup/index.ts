export * from './link-file';
export * from './provision';
export * from './session';
export * from './setup';

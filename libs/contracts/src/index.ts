export * from './epower';
export * from './http/error';
export * from './http/feeds';
export * from './http/health';
export * from './http/inputs';
export * from './http/live';
export * from './mqtt';
export * from './update';

export * from './parse';
export * from './release';
export * from './status';

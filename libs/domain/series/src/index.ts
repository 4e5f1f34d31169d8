export * from './append-result';
export * from './errors';
export * from './feed-store';
export * from './point';
export * from './query/query';

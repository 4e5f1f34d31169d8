export * from './hub';
export * from './release';
export * from './rollout';

export { advance, type WaveTally } from './advance';
export * from './command';
export { drawn } from './lot';
export * from './progress';
export * from './rollout';
export * from './wanted';
export * from './waves';

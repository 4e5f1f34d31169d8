export { advance, type WaveTally } from './advance';
export * from './command';
export { seededShuffle } from './by-chance';
export { oneOfEachHousehold } from './households';
export * from './progress';
export * from './rollout';
export * from './wanted';
export * from './waves';

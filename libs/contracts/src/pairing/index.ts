export * from './gateway';
export * from './pairing';

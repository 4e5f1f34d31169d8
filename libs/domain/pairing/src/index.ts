export * from './emonesp';
export * from './pairing';

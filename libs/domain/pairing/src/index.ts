export * from './beacon';
export * from './emonesp';
export * from './pairing';

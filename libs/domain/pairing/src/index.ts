export * from './beacon';
export * from './emonesp';
export * from './pairing';
export * from './plug-page';

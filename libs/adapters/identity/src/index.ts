export * from './identity';
export * from './make-identity';
export * from './unit';

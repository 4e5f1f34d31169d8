export * from './clock';
export * from './notify';
export * from './secret-hash';

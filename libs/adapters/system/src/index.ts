export * from './clock';
export * from './kept-file';
export * from './notify';
export * from './secret-hash';

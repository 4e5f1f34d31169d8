export * from './clock';
export * from './notify';

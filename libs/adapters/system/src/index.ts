export * from './clock';
export * from './atomic-file';
export * from './beacon';
export * from './notify';
export * from './secret-hash';
export * from './network';
export * from './page-certificate';
export * from './small-page';

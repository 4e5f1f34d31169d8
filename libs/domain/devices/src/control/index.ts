export * from './goal';
export * from './observe';
export * from './reconcile';
export * from './state';
export * from './wanted';

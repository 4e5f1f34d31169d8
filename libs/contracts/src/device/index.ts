export * from './authority';
export * from './data-export';
export * from './device';
export * from './offline';
export * from './reset';
export * from './ssh';
export * from './update-view';

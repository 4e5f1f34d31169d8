export * from './answers';
export * from './api-error';
export * from './correlation';
export * from './docs-page';
export * from './document';
export * from './error-body';
export * from './logger-options';

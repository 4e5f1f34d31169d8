export * from './claim-code';
export * from './crockford';
export * from './history-plan';
export * from './hub-id';
export * from './pace';
export * from './refresh';
export * from './setup-state';
export * from './step';

export * from './claim-code';
export * from './crockford';
export * from './hub-id';
export * from './step';

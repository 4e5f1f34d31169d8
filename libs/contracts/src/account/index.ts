export * from './account';
export * from './claim-code';
export * from './enrolment';
export * from './household';
export * from './text';
export * from './whoami';

export * from './account';
export * from './claim-code';
export * from './enrolment';
export * from './text';
export * from './whoami';

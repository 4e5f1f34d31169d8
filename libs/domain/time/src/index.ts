export * from './calendar-day';
export * from './instant';
export * from './local-time';
export * from './periods';
export * from './zone';

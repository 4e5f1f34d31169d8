export * from './calendar-day';
export * from './instant';
export * from './local-time';

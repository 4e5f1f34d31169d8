export { type StoredBrokerAccount } from './broker-accounts';
export * from './database';
export { type DeviceChange, type NewDevice, type StoredDevice } from './devices';
export { type NewFeed, type RegisteredFeed } from './feeds';
export { type NewInput, type RegisteredInput } from './register';
export { type ScheduleEvent, type StoredSchedule } from './schedules';
export { type KeptSummary } from './summaries';
export { type User } from './users';
export type { StoredMemory } from './processes';

export * from './database';
export { dataSource, type DatabaseLogin } from './data-source';
export { type RegisteredFeed, type RegisteredInput } from './register';
export { type Account, type AccountStore, type ClaimResult } from './community/accounts';
export * from './community/community-database';
export { type FleetStore, type StoredRelease } from './community/fleet';
export { type Hub, type HubLogEntry, type HubSign, type HubStore, type IssuedCertificate } from './community/hubs';
export { type User } from './users';

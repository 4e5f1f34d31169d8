export { type Account, type AccountStore, type ClaimResult } from './accounts';
export * from './community-database';
export { communityDataSource } from './data-source';
export { type Member } from './members';
export { type FleetStore, type StoredRelease } from './fleet';
export {
  type Hub,
  type HubLogEntry,
  type HubSettings,
  type HubSign,
  type HubStore,
  type IssuedCertificate,
} from './hubs';
export { type AuditCall, type TeamKey, type TeamStore } from './team';

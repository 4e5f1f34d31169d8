export * from './account-control';
export { type DynamicSecurity, type PasswordHash, withAccount } from './account-file';
export * from './device-ledger';
export * from './fleet-broker';
export * from './listener';
export * from './password-hash';
export * from './rights';

export * from './authority';
export * from './authority-error';
export { type Revoked } from './revocation-list';
export * from './signing-request';

export * from './authority';
export * from './authority-error';
export { type Revoked } from './revocation-index';
export * from './signing-request';

export * from './database';
export { dataSource, type DatabaseLogin } from './data-source';
export { type RegisteredFeed, type RegisteredInput } from './register';
export * from './community/community-database';
export { type User } from './users';

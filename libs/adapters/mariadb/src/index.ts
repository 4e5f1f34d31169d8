export * from './columns';
export { type DatabaseLogin, mariadbSource } from './data-source';
export { type Connection, DatabaseAway, keepConnecting } from './keep-connecting';

export * from './address';
export * from './host';
export * from './permissions';
export * from './tries';
export * from './team-scopes';

export * from './community-error';
export * from './community-server';

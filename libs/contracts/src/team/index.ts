export * from './team-key';

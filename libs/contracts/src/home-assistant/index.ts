export * from './home-assistant';

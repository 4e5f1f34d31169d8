export * from './device-requests';
export * from './device-view';

export * from './day';
export * from './forecast';
export * from './health';
export * from './origin';
export * from './original';
export * from './series';
export * from './summary';
export * from './tariff';

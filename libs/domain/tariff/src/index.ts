export * from './band-at';
export * from './cost';
export * from './tariff';

export * from './band-at';
export * from './cost';
export * from './tariff';
export * from './tariff-history';

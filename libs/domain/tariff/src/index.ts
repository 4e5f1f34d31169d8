export * from './band-at';
export * from './cost';
export * from './built-in';
export * from './money';
export * from './price';
export * from './tariff';
export * from './tariff-history';

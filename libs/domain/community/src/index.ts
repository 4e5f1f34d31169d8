export * from './demand-profile';
export * from './generation-forecast';
export * from './hydro-model';
export * from './live-estimate';
export * from './score';
export * from './shaper';
export * from './share';

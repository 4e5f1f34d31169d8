export * from './broker';
export * from './broker-error';
export { openBroker } from './mqtt-broker';
export type { BrokerLogin } from './options';
export { covers, matches, outermost } from './topic-filter';

export { CLOCK, type Clock } from '@hub/nest-http';

/** Tokens under which the adapters are injected. `ports.module.ts` is the one place where a port meets its adapter. */
export const CONFIG = Symbol('ServerConfig');
export const DATABASE = Symbol('CommunityDatabase');
export const FEED_STORE = Symbol('FeedStore');
export const WEATHER = Symbol('WeatherClients');
export const AUTHORITY = Symbol('Authority');
/** PEM of what a hub has to trust to reach this server and its broker. */
export const TRUST = Symbol('Trust');

export { CLOCK, type Clock } from '@hub/nest-http';

/** Tokens under which the adapters are injected. `ports.module.ts` is the one place where a port meets its adapter. */
export const CONFIG = Symbol('HubConfig');
/** The clock itself, for who may raise it. */
export const SYSTEM_CLOCK = Symbol('SystemClock');
export const DATABASE = Symbol('Database');
export const BROKER = Symbol('Broker');
export const CACHE = Symbol('Cache');
export const FEED_STORE = Symbol('FeedStore');
export const NOTIFIER = Symbol('Notifier');

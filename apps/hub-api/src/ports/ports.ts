import type { Clock } from '@hub/nest-http';

export { CLOCK, type Clock } from '@hub/nest-http';

/** What the machine itself says of time. */
export interface Machine {
  readonly now: Clock;
  /** Seconds since it started: a restart of the hub alone does not begin it again. */
  readonly uptimeS: () => number;
}

/** Tokens under which the adapters are injected. `ports.module.ts` is the one place where a port meets its adapter. */
export const CONFIG = Symbol('HubConfig');
/** The clock itself, for who may raise it. */
export const SYSTEM_CLOCK = Symbol('SystemClock');
export const DATABASE = Symbol('Database');
export const BROKER = Symbol('Broker');
export const CACHE = Symbol('Cache');
export const FEED_STORE = Symbol('FeedStore');
export const MACHINE = Symbol('Machine');
export const NOTIFIER = Symbol('Notifier');

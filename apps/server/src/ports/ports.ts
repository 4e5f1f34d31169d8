/** Tokens under which the adapters are injected. `ports.module.ts` is the one place where a port meets its adapter. */
export const CONFIG = Symbol('ServerConfig');
export const CLOCK = Symbol('Clock');
export const DATABASE = Symbol('CommunityDatabase');
export const FEED_STORE = Symbol('FeedStore');
export const RAIN = Symbol('RainClient');

/** Unix seconds with fractions. */
export type Clock = () => number;

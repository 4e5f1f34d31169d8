import { readFileSync } from 'node:fs';

/** Where a broker is and which account is ours. With `mqtts://` the broker's certificate must come from `caFile`. */
export interface BrokerLogin {
  readonly url: string;
  readonly clientId: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly caFile?: string | undefined;
  /** Files with our own certificate and its key, for a broker that knows its clients by those. */
  readonly client?: { readonly certFile: string; readonly keyFile: string } | undefined;
  /** Far from the broker: wait twice as long after each failed attempt, up to this. Unless told, try twice a second. */
  readonly maxReconnectMs?: number | undefined;
}

/** The options of mqtt.js that matter here. */
export interface BrokerOptions {
  readonly url: string;
  readonly clientId: string;
  readonly protocolVersion: 5;
  readonly clean: boolean;
  readonly properties: { readonly sessionExpiryInterval: number };
  readonly keepalive: number;
  readonly reconnectPeriod: number;
  /** An account may be made, or made again, while we wait. */
  readonly reconnectOnConnackError: true;
  /** Subscriptions are asked for by our own list, see `mqtt-broker.ts`. */
  readonly resubscribe: false;
  readonly connectTimeout: number;
  /** Without mqtt.js's table of every number up to 65,535: 9 MB for what is computed in no time. */
  readonly writeCache: false;
  /** Where mqtt.js would say what it does, several times a message. */
  readonly log: () => void;
  readonly username?: string;
  readonly password?: string;
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly rejectUnauthorized?: boolean;
}

/** Time between attempts to reach the broker: it is often on the same board, so a second try costs nothing. */
export const RECONNECT_MS = 500;
/** A broker that says nothing for this long is gone. */
const KEEPALIVE_S = 15;
/** How long the broker keeps messages (QoS 1) for a client that went away. */
const SESSION_S = 3600;

/**
 * Options of a long-lived client: it comes back by itself within a second, and the broker keeps what was published to
 * its subscriptions meanwhile. Throws when a file cannot be read.
 */
export function brokerOptions(login: BrokerLogin): BrokerOptions {
  return {
    url: login.url,
    clientId: login.clientId,
    protocolVersion: 5,
    clean: false,
    properties: { sessionExpiryInterval: SESSION_S },
    keepalive: KEEPALIVE_S,
    reconnectPeriod: RECONNECT_MS,
    reconnectOnConnackError: true,
    resubscribe: false,
    connectTimeout: 5_000,
    writeCache: false,
    log: () => undefined,
    ...(login.username !== undefined && { username: login.username }),
    ...(login.password !== undefined && { password: login.password }),
    ...(login.client && { cert: readFileSync(login.client.certFile), key: readFileSync(login.client.keyFile) }),
    ...(login.caFile !== undefined && { ca: readFileSync(login.caFile), rejectUnauthorized: true }),
  };
}

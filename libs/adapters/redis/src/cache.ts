import { Redis } from 'ioredis';

/** A Redis on a unix socket that may come and go. Nothing here waits for it: a call while it is away rejects at once. */
export interface Cache {
  readonly connected: () => boolean;
  /** Called at each (re)connection. Redis keeps nothing on the disk, so each writer writes all again. */
  onConnect(listener: () => void): void;
  start(): void;
  ping(): Promise<void>;
  /** Sets fields of a hash in one round trip. */
  setFields(key: string, fields: ReadonlyMap<string, string>): Promise<void>;
  fields(key: string): Promise<Readonly<Record<string, string>>>;
  set(key: string, value: string): Promise<void>;
  get(key: string): Promise<string | null>;
  /** Sets a value that is forgotten after `seconds`. */
  setFor(key: string, value: string, seconds: number): Promise<void>;
  /** Every value whose key begins with `prefix` (letters, digits and colons). */
  entries(prefix: string): Promise<ReadonlyMap<string, string>>;
  remove(key: string): Promise<void>;
  /** Removes every key that begins with `prefix` (letters, digits and colons) but for one that may stay. */
  removeAll(prefix: string, but?: string): Promise<void>;
  close(): Promise<void>;
}

const RETRY_MS = 500;
const COMMAND_TIMEOUT_MS = 3_000;
/** Keys of one step through all of them. */
const SCAN_KEYS = 1_000;

/** A cache at `socketPath`; `start()` begins to connect and never gives up. */
export function openCache(options: { readonly socketPath: string }): Cache {
  const redis = new Redis({
    path: options.socketPath,
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT_MS,
    retryStrategy: () => RETRY_MS,
  });
  // State is asked for by `connected` and each call says by itself that it failed.
  redis.on('error', () => undefined);
  return {
    connected: () => redis.status === 'ready',
    onConnect: (listener) => {
      redis.on('ready', listener);
    },
    start: () => {
      redis.connect().catch(() => undefined);
    },
    ping: async () => {
      await redis.ping();
    },
    setFields: async (key, fields) => {
      if (fields.size > 0) await redis.hset(key, new Map(fields));
    },
    fields: (key) => redis.hgetall(key),
    set: async (key, value) => {
      await redis.set(key, value);
    },
    get: (key) => redis.get(key),
    setFor: async (key, value, seconds) => {
      await redis.set(key, value, 'EX', seconds);
    },
    entries: async (prefix) => {
      const found = new Map<string, string>();
      for (let cursor = '0'; ;) {
        const [next, keys] = await redis.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', SCAN_KEYS);
        const values = keys.length > 0 ? await redis.mget(...keys) : [];
        for (const [at, key] of keys.entries()) found.set(key, values[at] ?? '');
        if (next === '0') return found;
        cursor = next;
      }
    },
    remove: async (key) => {
      await redis.del(key);
    },
    removeAll: async (prefix, but) => {
      for (let cursor = '0'; ;) {
        const [next, keys] = await redis.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', SCAN_KEYS);
        const gone = keys.filter((key) => key !== but);
        if (gone.length > 0) await redis.del(...gone);
        if (next === '0') return;
        cursor = next;
      }
    },
    close: () => {
      redis.disconnect();
      return Promise.resolve();
    },
  };
}

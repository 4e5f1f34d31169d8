import type { DataSource } from 'typeorm';
import { boundQueries } from './query-budget';

/** A connection that may not be there yet. */
export interface Connection {
  /** Begins to connect and migrate, and never gives up. */
  start(): void;
  /** True from the first time that it could be reached and its tables were up to date. */
  readonly opened: () => boolean;
  /** Why it could not be opened yet, for a person. */
  readonly fault: () => string | null;
  /** Called once, when it is open. */
  onOpen(listener: () => void): void;
  /** The open data source. Throws while it was never open. */
  readonly source: () => DataSource;
  close(): Promise<void>;
}

/** The database was not reachable since the start. */
export class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway';
  readonly code = 'DATABASE_AWAY';

  constructor() {
    super('the database was not reachable since the start');
  }
}

const RETRY_MS = 500;

/** Tries to open a data source, and then to `prepare` it, until both are done. What comes after that, its pool mends by itself. */
export function keepConnecting(source: DataSource, prepare?: () => Promise<void> | undefined): Connection {
  const listeners: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  // TypeORM calls itself initialised before its migrations have run.
  let migrated = false;
  let fault: string | null = 'not tried yet';
  const attempt = async (): Promise<void> => {
    try {
      if (!source.isInitialized) {
        await source.initialize();
        boundQueries(source);
      }
      await prepare?.();
      migrated = true;
      fault = null;
      for (const listener of listeners) listener();
    } catch (error) {
      fault = error instanceof Error ? error.message : String(error);
      if (!closed) timer = setTimeout(() => void attempt(), RETRY_MS);
    }
  };
  return {
    start: () => void attempt(),
    opened: () => migrated,
    fault: () => fault,
    onOpen: (listener) => {
      listeners.push(listener);
    },
    source: () => {
      // TypeORM's own complaint about a closed data source names none of our words.
      if (!migrated) throw new DatabaseAway();
      return source;
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      if (source.isInitialized) await source.destroy();
    },
  };
}

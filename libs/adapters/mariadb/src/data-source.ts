import * as mysql2 from 'mysql2';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { boundedPool, isBounded } from './query-budget';

/** Where the database is and who we are there. Without a password MariaDB identifies us by our Unix user. */
export interface DatabaseLogin {
  readonly socketPath: string;
  readonly user: string;
  readonly password?: string | undefined;
  readonly name: string;
  /** Seconds that one statement may take; 20 unless told. */
  readonly queryBudgetS?: number;
}

/** A card that stalls takes seconds for a small write. */
const QUERY_BUDGET_S = 20;
const CONNECT_TIMEOUT_MS = 3_000;
/** Kinds of answers whose readers are kept, far more than there are. The driver makes room for all of them at once. */
const PARSERS = 500;

/** What the tables are, and the steps that make them. */
export interface Tables {
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  readonly migrations: NonNullable<DataSourceOptions['migrations']>;
}

/** A data source that migrates as it opens. Times of the server are UTC. */
export function mariadbSource(login: DatabaseLogin, tables: Tables): DataSource {
  mysql2.setMaxParserCache(PARSERS);
  const source: DataSource = new DataSource({
    type: 'mariadb',
    // TypeORM's own require is dynamic and does not survive bundling.
    driver: { createPool: boundedPool(() => isBounded(source), login.queryBudgetS ?? QUERY_BUDGET_S) },
    socketPath: login.socketPath,
    username: login.user,
    ...(login.password !== undefined && { password: login.password }),
    database: login.name,
    timezone: 'Z',
    charset: 'utf8mb4',
    connectTimeout: CONNECT_TIMEOUT_MS,
    poolSize: 4,
    // TypeORM prepares no statement. The driver would make room for 16,000 at each connection.
    extra: { maxPreparedStatements: 1 },
    ...tables,
    migrationsRun: true,
    migrationsTransactionMode: 'each',
    synchronize: false,
    dateStrings: ['DATE'],
  });
  return source;
}

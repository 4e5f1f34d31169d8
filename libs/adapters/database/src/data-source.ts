import * as mysql2 from 'mysql2';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { FirstLight1763900000000 } from './migrations/1763900000000-first-light';
import { ApiKeys1763900100000 } from './migrations/1763900100000-api-keys';
import { Users1763900200000 } from './migrations/1763900200000-users';
import { ProcessLists1763900300000 } from './migrations/1763900300000-process-lists';
import { Summaries1763900400000 } from './migrations/1763900400000-summaries';
import { Access1763900600000 } from './migrations/1763900600000-access';
import { Catalogue1763900650000 } from './migrations/1763900650000-catalogue';
import { AuditSchema, InvitationSchema, MemberSchema } from './schema/access';
import { Devices1763900700000 } from './migrations/1763900700000-devices';
import { Schedules1763900800000 } from './migrations/1763900800000-schedules';
import { ApiKeySchema } from './schema/api-key';
import { DeviceSchema } from './schema/device';
import { FeedSchema } from './schema/feed';
import { InputSchema } from './schema/input';
import { ProcessMemorySchema } from './schema/process-memory';
import { ScheduleEventSchema, ScheduleSchema } from './schema/schedule';
import { SummarySchema } from './schema/summary';
import { TariffBandSchema, TariffSchema } from './schema/tariff';
import { UserSchema } from './schema/user';

/** Where the database is and who we are there. Without a password MariaDB identifies us by our Unix user. */
export interface DatabaseLogin {
  readonly socketPath: string;
  readonly user: string;
  readonly password?: string | undefined;
  readonly name: string;
}

const CONNECT_TIMEOUT_MS = 3_000;
/** Kinds of answers whose readers are kept, far more than there are. The driver makes room for all of them at once. */
const PARSERS = 500;

/** What the tables are, and the steps that make them. */
export interface Tables {
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  readonly migrations: NonNullable<DataSourceOptions['migrations']>;
}

/** The hub's tables. */
export function dataSource(login: DatabaseLogin): DataSource {
  return mariadbSource(login, {
    entities: [
      ApiKeySchema,
      AuditSchema,
      DeviceSchema,
      FeedSchema,
      InputSchema,
      InvitationSchema,
      MemberSchema,
      ProcessMemorySchema,
      ScheduleSchema,
      ScheduleEventSchema,
      SummarySchema,
      TariffSchema,
      TariffBandSchema,
      UserSchema,
    ],
    migrations: [
      FirstLight1763900000000,
      ApiKeys1763900100000,
      Users1763900200000,
      ProcessLists1763900300000,
      Summaries1763900400000,
      Access1763900600000,
      Catalogue1763900650000,
      Devices1763900700000,
      Schedules1763900800000,
    ],
  });
}

/** A data source that migrates as it opens. Times of the server are UTC. */
export function mariadbSource(login: DatabaseLogin, tables: Tables): DataSource {
  mysql2.setMaxParserCache(PARSERS);
  return new DataSource({
    type: 'mariadb',
    // TypeORM's own require is dynamic and does not survive bundling.
    driver: mysql2,
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
}

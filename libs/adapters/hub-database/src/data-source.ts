import { type DatabaseLogin, mariadbSource } from '@hub/adapters/mariadb';
import type { DataSource } from 'typeorm';
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
import { BrokerAccounts1763900900000 } from './migrations/1763900900000-broker-accounts';
import { ApiKeySchema } from './schema/api-key';
import { BrokerAccountSchema } from './schema/broker-account';
import { DeviceSchema } from './schema/device';
import { FeedSchema } from './schema/feed';
import { InputSchema } from './schema/input';
import { ProcessMemorySchema } from './schema/process-memory';
import { ScheduleEventSchema, ScheduleSchema } from './schema/schedule';
import { SummarySchema } from './schema/summary';
import { TariffBandSchema, TariffSchema } from './schema/tariff';
import { UserSchema } from './schema/user';

/** The hub's tables. */
export function dataSource(login: DatabaseLogin): DataSource {
  return mariadbSource(login, {
    entities: [
      ApiKeySchema,
      AuditSchema,
      BrokerAccountSchema,
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
      BrokerAccounts1763900900000,
    ],
  });
}

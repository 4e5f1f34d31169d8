import { type DatabaseLogin, mariadbSource } from '@hub/adapters/mariadb';
import type { DataSource } from 'typeorm';
import { Club1763910000000 } from './migrations/1763910000000-club';
import { Accounts1763920000000 } from './migrations/1763920000000-accounts';
import { Settlement1764500000000 } from './migrations/1764500000000-settlement';
import { Team1764600000000 } from './migrations/1764600000000-team';
import { FactoryHubs1764650000000 } from './migrations/1764650000000-factory-hubs';
import { ACCOUNT_TABLES } from './schema/account';
import { CLUB_TABLES } from './schema/club';
import { FLEET_TABLES } from './schema/fleet';
import { TEAM_TABLES } from './schema/team';

/** The server's own tables: apart from a hub's, in a database of their own. */
export function communityDataSource(login: DatabaseLogin): DataSource {
  return mariadbSource(login, {
    entities: [...CLUB_TABLES, ...ACCOUNT_TABLES, ...FLEET_TABLES, ...TEAM_TABLES],
    migrations: [
      ...[Club1763910000000, Accounts1763920000000, Settlement1764500000000, Team1764600000000],
      FactoryHubs1764650000000,
    ],
  });
}

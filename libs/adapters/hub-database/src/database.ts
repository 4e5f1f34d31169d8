import { type Connection, type DatabaseLogin, keepConnecting } from '@hub/adapters/mariadb';
import { type AccessTables, accessTables } from './access';
import { tariffOf, type Tariff } from '@hub/domain/tariff';
import type { DataSource } from 'typeorm';
import { dataSource } from './data-source';
import { type DeviceTables, deviceTables } from './devices';
import { type ApiKeyTables, apiKeyTables } from './api-keys';
import { type Copies, copies } from './copies';
import { type BrokerAccountTables, brokerAccountTables } from './broker-accounts';
import { type FeedTables, feedTables } from './feeds';
import { type ProcessTables, processTables } from './processes';
import { type InputTables, inputTables } from './register';
import { type ScheduleTables, scheduleTables } from './schedules';
import { TariffBandSchema, TariffSchema } from './schema/tariff';
import { type SummaryTables, summaryTables } from './summaries';
import { type UserTables, userTables } from './users';

/** The hub's settings in MariaDB, which may come and go. A call while it is away rejects; nothing here waits for it. */
export interface Database
  extends
    Omit<Connection, 'source'>,
    AccessTables,
    ApiKeyTables,
    BrokerAccountTables,
    Copies,
    DeviceTables,
    FeedTables,
    InputTables,
    ProcessTables,
    ScheduleTables,
    SummaryTables,
    UserTables {
  ping(): Promise<void>;
  /** The newest tariff that is valid on `day` (local, `YYYY-MM-DD`); undefined where none is. */
  tariff(day: string): Promise<Tariff | undefined>;
}

/** @param beforeOpen what has to be done with the tables before anyone else sees them; the database stays closed while it fails */
export function openDatabase(login: DatabaseLogin, beforeOpen?: (tables: Copies) => Promise<void>): Database {
  const source = dataSource(login);
  const { source: open, ...connection } = keepConnecting(source, () => beforeOpen?.(copies(() => source)));
  return {
    ...connection,
    ...accessTables(open),
    ...apiKeyTables(open),
    ...brokerAccountTables(open),
    ...copies(open),
    ...deviceTables(open),
    ...feedTables(open),
    ...inputTables(open),
    ...processTables(open),
    ...userTables(open),
    ...summaryTables(open),
    ...scheduleTables(open),
    ping: async () => {
      await open().query('SELECT 1');
    },
    tariff: (day) => tariffOn(open(), day),
  };
}

async function tariffOn(source: DataSource, day: string): Promise<Tariff | undefined> {
  const tariff = await source.manager
    .createQueryBuilder(TariffSchema, 'tariff')
    .where('tariff.validFrom <= :day', { day })
    .orderBy('tariff.validFrom', 'DESC')
    .getOne();
  if (!tariff) return undefined;
  const bands = await source.manager.find(TariffBandSchema, { where: { tariffId: tariff.id } });
  return tariffOf(
    tariff.name,
    Number(tariff.standingChargePencePerDay),
    bands.map((band) => ({
      name: band.name,
      startMinute: band.startMinute,
      importPencePerKWh: Number(band.importPencePerKWh),
      generationPencePerKWh: Number(band.generationPencePerKWh),
    })),
  );
}

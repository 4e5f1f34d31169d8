import { type AccessTables, accessTables } from './access';
import { tariffOf, type Tariff } from '@hub/domain/tariff';
import type { DataSource } from 'typeorm';
import { dataSource, type DatabaseLogin } from './data-source';
import { type DeviceTables, deviceTables } from './devices';
import { type ApiKeyTables, apiKeyTables } from './api-keys';
import { type FeedTables, feedTables } from './feeds';
import { keepConnecting } from './keep-connecting';
import { type ProcessTables, processTables } from './processes';
import { type InputTables, inputTables } from './register';
import { type ScheduleTables, scheduleTables } from './schedules';
import { TariffBandSchema, TariffSchema } from './schema/tariff';
import { type SummaryTables, summaryTables } from './summaries';
import { type UserTables, userTables } from './users';

/** The hub's settings in MariaDB, which may come and go. A call while it is away rejects; nothing here waits for it. */
export interface Database
  extends
    AccessTables,
    ApiKeyTables,
    DeviceTables,
    FeedTables,
    InputTables,
    ProcessTables,
    ScheduleTables,
    SummaryTables,
    UserTables {
  /** Begins to connect and migrate, and never gives up. */
  start(): void;
  /** True from the first time that it could be reached and its tables were up to date. */
  readonly opened: () => boolean;
  /** Why it could not be opened yet, for a person. */
  readonly fault: () => string | null;
  /** Called once, when it is open. */
  onOpen(listener: () => void): void;
  ping(): Promise<void>;
  /** The newest tariff that is valid on `day` (local, `YYYY-MM-DD`); undefined where none is. */
  tariff(day: string): Promise<Tariff | undefined>;
  close(): Promise<void>;
}

export function openDatabase(login: DatabaseLogin): Database {
  const source = dataSource(login);
  const connection = keepConnecting(source);
  const open = connection.source;
  return {
    ...connection,
    ...accessTables(open),
    ...apiKeyTables(open),
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

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Authority, openAuthority } from '@hub/adapters/authority';
import { openCommunityDatabase } from '@hub/adapters/server-database';
import { EpowerClient } from '@hub/adapters/epower';
import { openFeedStore } from '@hub/adapters/feed-store';
import { systemClock } from '@hub/adapters/system';
import { weatherClients } from '@hub/adapters/weather';
import { mostKW } from '@hub/domain/community';
import { type DynamicModule, Logger, Module } from '@nestjs/common';
import type { ServerConfig } from '../config/config';
import { type Clock, AUTHORITY, CLOCK, CONFIG, DATABASE, FEED_STORE, TRUST, WEATHER } from './ports';

/** A generator that is read to give more than twice what it is built for is read wrongly. */
const mostGenerationWh = (generators: ServerConfig['club']['generators']): number =>
  2 * generators.reduce((sum, generator) => sum + mostKW(generator) * 500, 0);

export const AUTHORITY_NAME = 'CydYnni hubs';

async function trustOf({ tls }: ServerConfig, { certificate }: Authority): Promise<string> {
  const file = tls !== undefined && 'certFile' in tls ? tls.trustFile : undefined;
  return file === undefined ? certificate : certificate + (await readFile(file, 'utf8'));
}

/** Every port with its adapter. */
@Module({})
export class PortsModule {
  static with(config: ServerConfig): DynamicModule {
    const logger = new Logger('feed-store');
    const providers = [
      { provide: CONFIG, useValue: config },
      { provide: CLOCK, useValue: systemClock },
      { provide: DATABASE, useFactory: () => openCommunityDatabase(config.database) },
      {
        provide: FEED_STORE,
        inject: [CLOCK],
        useFactory: (clock: Clock) =>
          openFeedStore({ dir: join(config.dataDir, 'feeds'), clock, onError: (error) => logger.error(error) }),
      },
      {
        provide: WEATHER,
        inject: [CLOCK],
        useFactory: (clock: Clock) => weatherClients(config.weather, clock),
      },
      { provide: AUTHORITY, useFactory: () => openAuthority(config.authority.dir, AUTHORITY_NAME) },
      { provide: TRUST, inject: [AUTHORITY], useFactory: (authority: Authority) => trustOf(config, authority) },
      {
        provide: EpowerClient,
        useFactory: () =>
          new EpowerClient({ ...config.epower, mostGenerationWh: mostGenerationWh(config.club.generators) }),
      },
    ];
    const tokens = providers.map(({ provide }) => provide);
    return {
      module: PortsModule,
      global: true,
      providers,
      exports: tokens,
    };
  }
}

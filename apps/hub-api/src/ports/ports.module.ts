import { join } from 'node:path';
import { openDatabase } from '@hub/adapters/database';
import { openFeedStore } from '@hub/adapters/feed-store';
import { openBroker } from '@hub/adapters/mqtt';
import { openCache } from '@hub/adapters/redis';
import { openNotifier, systemClock } from '@hub/adapters/system';
import { type DynamicModule, Logger, Module } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { BROKER, CACHE, CLOCK, type Clock, CONFIG, DATABASE, FEED_STORE, NOTIFIER } from './ports';

/** Signals look two days ahead; everything else was already checked against the clock at the border. */
const FUTURE_TOLERANCE_S = 3 * 86_400;

/** The broker's account of this name may connect with this client id alone. */
const BROKER_CLIENT = 'hub-api';

/** Every port with its adapter. None of them waits for a server: what is away is retried behind the port. */
@Module({})
export class PortsModule {
  static with(config: HubConfig): DynamicModule {
    const [logger, brokerLogger] = [new Logger('feed-store'), new Logger('broker')];
    const providers = [
      { provide: CONFIG, useValue: config },
      { provide: CLOCK, useValue: systemClock },
      { provide: DATABASE, useFactory: () => openDatabase(config.database) },
      {
        provide: BROKER,
        useFactory: () =>
          openBroker({ clientId: BROKER_CLIENT, ...config.broker }, (error) => brokerLogger.error(error)),
      },
      { provide: CACHE, useFactory: () => openCache(config.redis) },
      { provide: NOTIFIER, useFactory: () => openNotifier(config.systemd) },
      {
        provide: FEED_STORE,
        inject: [CLOCK],
        useFactory: (clock: Clock) =>
          openFeedStore({
            dir: join(config.dataDir, 'feeds'),
            clock,
            futureToleranceS: FUTURE_TOLERANCE_S,
            onError: (error) => logger.error(error),
          }),
      },
    ];
    return { module: PortsModule, global: true, providers, exports: providers.map(({ provide }) => provide) };
  }
}

import { join } from 'node:path';
import { openDatabase } from '@hub/adapters/hub-database';
import { openFeedStore } from '@hub/adapters/feed-store';
import { openBroker } from '@hub/adapters/mqtt';
import { openCache } from '@hub/adapters/redis';
import { openNotifier } from '@hub/adapters/system';
import { endTime, type FeedStore } from '@hub/domain/series';
import { HALF_HOUR_S } from '@hub/domain/time';
import { type DynamicModule, Logger, Module } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { SystemClock } from './system-clock';
import {
  BROKER,
  CACHE,
  CLOCK,
  CONFIG,
  DATABASE,
  FEED_STORE,
  type Machine,
  MACHINE,
  SYSTEM_CLOCK,
  NOTIFIER,
} from './ports';

/** Signals look two days ahead; everything else was already checked against the clock at the border. */
const FUTURE_TOLERANCE_S = 3 * 86_400;

/** The broker's account of this name may connect with this client id alone. */
const BROKER_CLIENT = 'hub-api';

/** Every port with its adapter. None of them waits for a server: what is away is retried behind the port. */
@Module({})
export class PortsModule {
  static with(config: HubConfig, machine: Machine): DynamicModule {
    const [logger, brokerLogger] = [new Logger('feed-store'), new Logger('broker')];
    const clock = new SystemClock(machine.now, config.clockSetFile);
    const providers = [
      { provide: CONFIG, useValue: config },
      { provide: MACHINE, useValue: machine },
      { provide: SYSTEM_CLOCK, useValue: clock },
      { provide: CLOCK, useValue: clock.now },
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
        useFactory: async () => {
          const store = await openFeedStore({
            dir: join(config.dataDir, 'feeds'),
            clock: clock.now,
            futureToleranceS: FUTURE_TOLERANCE_S,
            onError: (error) => logger.error(error),
          });
          clock.raise(newestLivePoint(store));
          return store;
        },
      },
    ];
    return { module: PortsModule, global: true, providers, exports: providers.map(({ provide }) => provide) };
  }
}

/** Time of the newest point that was stored as it happened; what looks ahead or is settled later has half-hours. */
function newestLivePoint(store: FeedStore): number {
  const metas = store.ids().flatMap((id) => store.meta(id) ?? []);
  return metas.reduce((newest, meta) => (meta.intervalS < HALF_HOUR_S ? Math.max(newest, endTime(meta)) : newest), 0);
}

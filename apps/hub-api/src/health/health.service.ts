import type { Database } from '@hub/adapters/hub-database';
import type { Broker } from '@hub/adapters/mqtt';
import type { Cache } from '@hub/adapters/redis';
import type { Health, HealthCheck, Probe } from '@hub/contracts';
import type { FeedStore } from '@hub/domain/series';
import { Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { BROKER, CACHE, CONFIG, DATABASE, FEED_STORE } from '../ports/ports';
import { IngestHealthService } from './ingest-health.service';

/** A server that does not answer a ping within this time is down, whatever its socket says. */
const PING_TIMEOUT_MS = 2_000;
type Checks = Health['checks'];

@Injectable()
export class PortChecks {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CACHE) private readonly cache: Cache,
    @Inject(FEED_STORE) private readonly feeds: FeedStore,
    @Inject(BROKER) private readonly broker: Broker,
    private readonly ingest: IngestHealthService,
  ) {}

  async all(): Promise<Checks> {
    const [database, redis] = await Promise.all([
      answers(
        () => this.database.ping(),
        () => this.database.fault(),
      ),
      answers(
        () => this.cache.ping(),
        () => null,
      ),
    ]);
    return { database, redis, broker: this.brokerCheck(), feeds: this.feedsCheck(), inputs: this.ingest.inputs() };
  }

  private brokerCheck(): HealthCheck {
    return this.broker.connected()
      ? { status: 'ok' }
      : { status: 'down', detail: 'not connected; trying again twice a second' };
  }

  /** A fault of one feed leaves the others working. */
  private feedsCheck(): HealthCheck {
    const [first, ...more] = this.feeds.faults();
    if (!first) return { status: 'ok' };
    const others = more.length > 0 ? `; ${more.length} more feeds have faults` : '';
    return { status: 'degraded', detail: `${first.code}: ${first.message} ${first.action}${others}` };
  }
}

@Injectable()
export class HealthService {
  constructor(
    private readonly checks: PortChecks,
    private readonly ingest: IngestHealthService,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {}

  async deep(): Promise<Health> {
    const checks = await this.checks.all();
    return {
      status: overall(checks),
      version: this.config.version,
      uptimeS: Math.floor(process.uptime()),
      checks,
      ingest: this.ingest.now(),
    };
  }

  async ready(): Promise<Probe> {
    const checks = await this.checks.all();
    const waitingFor = Object.entries(checks).flatMap(([name, { status }]) => (status === 'down' ? [name] : []));
    return waitingFor.length === 0 ? { status: 'ok' } : { status: 'down', waitingFor };
  }
}

/** Readings need the broker and the feeds. The database and Redis being away is bridged for hours, not for good. */
export function overall({ broker, feeds, inputs, database, redis }: Checks): Health['status'] {
  if (broker.status === 'down' || feeds.status === 'down') return 'down';
  return [broker, feeds, inputs, database, redis].every(({ status }) => status === 'ok') ? 'ok' : 'degraded';
}

async function answers(ping: () => Promise<void>, why: () => string | null): Promise<HealthCheck> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PING_TIMEOUT_MS} ms`)), PING_TIMEOUT_MS);
  });
  try {
    await Promise.race([ping(), late]);
    return { status: 'ok' };
  } catch (error) {
    return { status: 'down', detail: why() ?? (error instanceof Error ? error.message : String(error)) };
  } finally {
    clearTimeout(timer);
  }
}

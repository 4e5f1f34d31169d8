import type { CommunityDatabase } from '@hub/adapters/server-database';
import type { HealthCheck } from '@hub/contracts';
import type { FeedStore } from '@hub/domain/series';
import { Inject, Injectable } from '@nestjs/common';
import { BrokerService } from '../fleet/broker.service';
import { DATABASE, FEED_STORE } from '../ports/ports';

const PING_TIMEOUT_MS = 2000;

/** How the parts stand on which the server rests. */
@Injectable()
export class PartsHealth {
  constructor(
    @Inject(DATABASE) private readonly store: CommunityDatabase,
    @Inject(FEED_STORE) private readonly feeds: FeedStore,
    private readonly hubs: BrokerService,
  ) {}

  async database(): Promise<HealthCheck> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${PING_TIMEOUT_MS} ms`)), PING_TIMEOUT_MS);
    });
    try {
      await Promise.race([this.store.ping(), late]);
      return { status: 'ok' };
    } catch (error) {
      return {
        status: 'down',
        detail: this.store.fault() ?? (error instanceof Error ? error.message : String(error)),
      };
    } finally {
      clearTimeout(timer);
    }
  }

  series(): HealthCheck {
    const [first] = this.feeds.faults();
    return first ? { status: 'degraded', detail: `${first.code}: ${first.message} ${first.action}` } : { status: 'ok' };
  }

  broker(): HealthCheck {
    return this.hubs.check();
  }
}

import { PeriodicTask } from '@hub/nest-http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { CommunityDatabase } from '@hub/adapters/server-database';
import type { ServerConfig } from '../config/config';
import { ForecastService } from '../forecast/forecast.service';
import { CONFIG, DATABASE } from '../ports/ports';
import { SharingService } from '../sharing/sharing.service';
import { ClubSyncService, type SyncResult } from '../sync/club-sync.service';

/** How the last cycle went, for the health page. */
export interface CycleState {
  readonly lastEnd: Date | undefined;
  readonly lastSync: SyncResult | undefined;
  /** Why the last cycle did not come to its end. */
  readonly fault: string | undefined;
}

/**
 * The one loop of the server: fetch what is missing, share what changed, wait. Each round reads what there is and does what is
 * missing, so a round that was cut off needs no repair.
 */
@Injectable()
export class CycleService {
  private readonly logger = new Logger('cycle');
  private current: CycleState = { lastEnd: undefined, lastSync: undefined, fault: undefined };
  private readonly rounds: PeriodicTask;

  constructor(
    private readonly sync: ClubSyncService,
    private readonly sharing: SharingService,
    private readonly forecasts: ForecastService,
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    @Inject(CONFIG) config: ServerConfig,
  ) {
    // By chance, so that many clubs do not ask one settlement server in the same minute.
    this.rounds = new PeriodicTask(() => this.round().then(() => undefined), {
      everyMs: config.syncIntervalS * 1000,
      jitter: 0.1,
    });
  }

  state(): CycleState {
    return this.current;
  }

  /** Begin, as soon as the database is there. */
  start(): void {
    this.database.onOpen(() => this.rounds.soon());
    this.database.start();
  }

  /** End; resolves when nothing is written any more. */
  async stop(): Promise<void> {
    this.sync.stop();
    await this.rounds.stop();
  }

  /** One round. Never rejects: what went wrong is in `state`. */
  async round(): Promise<void> {
    try {
      const lastSync = await this.sync.run();
      const shared = await this.sharing.run();
      if (shared) this.forecasts.forget();
      this.current = { lastEnd: new Date(), lastSync, fault: undefined };
      this.logger.log({ msg: 'cycle', ...lastSync, shared: shared?.shared ?? 0 });
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error);
      this.current = { ...this.current, fault };
      this.logger.error(error);
    }
  }
}

import { Inject, Injectable, Logger } from '@nestjs/common';
import type { CommunityDatabase } from '@hub/adapters/database';
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
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly sync: ClubSyncService,
    private readonly sharing: SharingService,
    private readonly forecasts: ForecastService,
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    @Inject(CONFIG) private readonly config: ServerConfig,
  ) {}

  state(): CycleState {
    return this.current;
  }

  /** Begin, as soon as the database is there. */
  start(): void {
    this.database.onOpen(() => this.next(0));
    this.database.start();
  }

  /** End; resolves when nothing is written any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    this.sync.stop();
    await this.running;
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

  private next(afterMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.round().finally(() => {
        // Drawn out by chance, so that many clubs do not ask one settlement server in the same minute.
        this.next(this.config.syncIntervalS * 1000 * (1 + Math.random() / 10));
      });
    }, afterMs);
  }
}

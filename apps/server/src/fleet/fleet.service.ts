import type { CommunityDatabase } from '@hub/adapters/database';
import { OneAtATime } from '@hub/nest-http';
import { Inject, Injectable } from '@nestjs/common';
import type { ServerConfig } from '../config/config';
import { CONFIG, DATABASE } from '../ports/ports';
import { Bell } from './bell';
import { FleetLookService } from './fleet-look.service';

/** Changes come in bursts. */
const AFTER_RING_MS = 200;

/** The loop of the fleet: looks now and then, and soon after the bell. */
@Injectable()
export class FleetService {
  private readonly turn = new OneAtATime();
  private timer: NodeJS.Timeout | undefined;
  private dueMs = Infinity;
  private stopped = false;

  constructor(
    private readonly fleet: FleetLookService,
    private readonly bell: Bell,
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    @Inject(CONFIG) private readonly config: ServerConfig,
  ) {}

  /** Begin, as soon as the database is there. */
  start(): void {
    this.bell.onRing(() => this.next(AFTER_RING_MS));
    this.database.onOpen(() => this.next(0));
  }

  /** End; resolves when nothing is written any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.turn.run(() => Promise.resolve());
  }

  /** The sooner of what is due already and this. */
  private next(afterMs: number): void {
    const dueMs = performance.now() + afterMs;
    if (this.stopped || !this.database.opened() || this.dueMs <= dueMs) return;
    clearTimeout(this.timer);
    this.dueMs = dueMs;
    this.timer = setTimeout(() => {
      this.dueMs = Infinity;
      void this.turn.run(() => this.fleet.look()).finally(() => this.next(this.config.fleetIntervalS * 1000));
    }, afterMs);
  }
}

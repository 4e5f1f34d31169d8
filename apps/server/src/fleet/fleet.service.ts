import type { CommunityDatabase } from '@hub/adapters/server-database';
import { PeriodicTask } from '@hub/nest-http';
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
  private readonly looks: PeriodicTask;

  constructor(
    private readonly fleet: FleetLookService,
    private readonly bell: Bell,
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    @Inject(CONFIG) config: ServerConfig,
  ) {
    const everyMs = config.fleetIntervalS * 1000;
    this.looks = new PeriodicTask(() => this.fleet.look().then(() => undefined), { everyMs });
  }

  /** Begin, as soon as the database is there. */
  start(): void {
    this.bell.onRing(() => {
      if (this.database.opened()) this.looks.soon(AFTER_RING_MS);
    });
    this.database.onOpen(() => this.looks.soon());
  }

  /** End; resolves when nothing is written any more. */
  async stop(): Promise<void> {
    await this.looks.stop();
  }
}

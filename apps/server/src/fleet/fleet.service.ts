import type { CommunityDatabase } from '@hub/adapters/server-database';
import { PeriodicTask } from '@hub/nest-http';
import { Inject, Injectable } from '@nestjs/common';
import type { ServerConfig } from '../config/config';
import { CONFIG, DATABASE } from '../ports/ports';
import { FleetChanged } from './fleet-changed';
import { FleetReconciler } from './fleet-reconciler';

/** Changes come in bursts. */
const AFTER_CHANGE_MS = 200;

/** The loop of the fleet: a round at each interval, and soon after a change. */
@Injectable()
export class FleetService {
  private readonly rounds: PeriodicTask;

  constructor(
    private readonly reconciler: FleetReconciler,
    private readonly changed: FleetChanged,
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    @Inject(CONFIG) config: ServerConfig,
  ) {
    const everyMs = config.fleetIntervalS * 1000;
    this.rounds = new PeriodicTask(() => this.reconciler.reconcile().then(() => undefined), { everyMs });
  }

  /** Begin, as soon as the database is there. */
  start(): void {
    this.changed.onNotify(() => {
      if (this.database.opened()) this.rounds.soon(AFTER_CHANGE_MS);
    });
    this.database.onOpen(() => this.rounds.soon());
  }

  /** End; resolves when nothing is written any more. */
  async stop(): Promise<void> {
    await this.rounds.stop();
  }
}

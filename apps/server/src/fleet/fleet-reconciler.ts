import type { CommunityDatabase } from '@hub/adapters/server-database';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DATABASE } from '../ports/ports';
import { BrokerService } from './broker.service';
import { RolloutsService } from './rollouts.service';
import { TargetsService } from './targets.service';

/** One round of the fleet: read how the hubs stand, let the rollout go on, publish what differs. It starts from what there is each time. */
@Injectable()
export class FleetReconciler {
  private readonly logger = new Logger('fleet');

  constructor(
    private readonly rollouts: RolloutsService,
    private readonly targets: TargetsService,
    private readonly broker: BrokerService,
    @Inject(DATABASE) private readonly database: CommunityDatabase,
  ) {}

  /** Never rejects: the next round tries again what went wrong. */
  async reconcile(): Promise<void> {
    try {
      const hubs = await this.database.hubs.hubs();
      await this.rollouts.step(hubs);
      const targets = await this.targets.all(hubs);
      await this.broker.show(new Map([...targets].map(([id, target]) => [id, JSON.stringify(target)])));
    } catch (error) {
      this.logger.error(error);
    }
  }
}

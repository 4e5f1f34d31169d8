import { isIdentity } from '@hub/adapters/identity';
import type { LinkView, SetupView } from '@hub/contracts';
import { statusOf } from '@hub/domain/provisioning';
import { Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';
import { IdentityService } from '../device/identity.service';
import { CurrentFaults } from '../device/current-faults';
import type { Link } from '../server-link/link';
import { LinkStore } from '../server-link/link.store';
import { SetupProgress } from './setup-progress.service';
import { preseedStatus } from './system-report';

/** The first boot as the page shows it. */
@Injectable()
export class SetupViewService {
  constructor(
    private readonly progress: SetupProgress,
    private readonly faults: CurrentFaults,
    private readonly identity: IdentityService,
    private readonly links: LinkStore,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {}

  async now(): Promise<SetupView> {
    const state = await this.progress.look();
    const identity = await this.identity.read();
    const { done } = state;
    return {
      hubId: isIdentity(identity) ? identity.hubId : null,
      claimed: done.has('claim') || (done.has('database') ? false : null),
      linked: this.links.current && linkView(this.links.current),
      serverUrl: this.config.server.url ?? null,
      steps: statusOf(state),
      preseed: await preseedStatus(this.config.runDir),
      faults: this.faults.list(),
    };
  }
}

const linkView = ({ file: { household, club, serverUrl, linkedAt } }: Link): LinkView => ({
  household,
  club: club.name,
  serverUrl,
  since: linkedAt,
});

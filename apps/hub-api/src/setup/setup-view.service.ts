import { isIdentity } from '@hub/adapters/identity';
import type { LinkView, SetupView } from '@hub/contracts';
import { statusOf } from '@hub/domain/provisioning';
import { Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';
import { IdentityService } from './identity.service';
import { type Link, LinkStore } from './link.store';
import { SetupProgress } from './setup-progress.service';
import { SetupStateService } from './setup-state.service';
import { preseedStatus } from './system-report';

/** The first boot as the page shows it. */
@Injectable()
export class SetupViewService {
  constructor(
    private readonly progress: SetupProgress,
    private readonly state: SetupStateService,
    private readonly identity: IdentityService,
    private readonly links: LinkStore,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {}

  async now(): Promise<SetupView> {
    await this.progress.look();
    const identity = await this.identity.read();
    const { done } = this.state.now;
    return {
      hubId: isIdentity(identity) ? identity.hubId : null,
      claimed: done.has('claim') || (done.has('database') ? false : null),
      linked: this.links.current && linkView(this.links.current),
      serverUrl: this.config.server.url ?? null,
      steps: statusOf(this.state.now),
      preseed: await preseedStatus(this.config.runDir),
      faults: this.state.faults(),
    };
  }
}

const linkView = ({ file: { household, club, serverUrl, linkedAt } }: Link): LinkView => ({
  household,
  club: club.name,
  serverUrl,
  since: linkedAt,
});

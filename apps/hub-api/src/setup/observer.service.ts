import { isIdentity } from '@hub/adapters/identity';
import type { Database } from '@hub/adapters/hub-database';
import type { Broker } from '@hub/adapters/mqtt';
import type { Problem, SetupEvent, SetupStep } from '@hub/domain/provisioning';
import { Inject, Injectable } from '@nestjs/common';
import { AccountsService } from '../access/accounts.service';
import type { HubConfig } from '../config/config';
import { BROKER, CONFIG, DATABASE } from '../ports/ports';
import { IdentityService } from '../device/identity.service';
import { LinkStore } from '../server-link/link.store';
import { localAddresses } from '../device/network';
import { provisionReport } from './system-report';

/** What of the first boot the system does: looked at, not believed. */
@Injectable()
export class SystemObserver {
  constructor(
    @Inject(CONFIG) private readonly config: HubConfig,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(BROKER) private readonly broker: Broker,
    private readonly identity: IdentityService,
  ) {}

  async look(): Promise<SetupEvent[]> {
    const report = await provisionReport(this.config.runDir);
    const reported = (step: SetupStep): Problem | null =>
      report?.steps.find((each) => each.step === step)?.error ?? null;
    const identity = await this.identity.read();
    // What works is done, whatever was reported of an earlier moment.
    return [
      made('storage', reported('storage') === null, reported('storage')),
      made('identity', isIdentity(identity), isIdentity(identity) ? null : (reported('identity') ?? identity)),
      made('database', this.database.opened(), reported('database')),
      made('broker', this.broker.connected(), reported('broker')),
      made('network', this.isReachable(), NO_NETWORK),
    ];
  }

  /** A hub that listens to its own computer alone is on a developer's desk. */
  private isReachable(): boolean {
    return localAddresses().length > 0 || ['127.0.0.1', '::1', 'localhost'].includes(this.config.http.host);
  }
}

/** Whether somebody owns this hub, and whether it belongs to an account. */
@Injectable()
export class HouseholdObserver {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly links: LinkStore,
  ) {}

  async look(): Promise<SetupEvent[]> {
    return [...(await this.claim()), { type: this.links.current ? 'done' : 'undone', step: 'link' }];
  }

  /** Nothing while it is not known: the database is away. */
  private async claim(): Promise<SetupEvent[]> {
    if (!this.database.opened()) return [];
    try {
      return [{ type: (await this.accounts.claimed()) ? 'done' : 'undone', step: 'claim' }];
    } catch {
      return [];
    }
  }
}

function made(step: SetupStep, isDone: boolean, problem: Problem | null): SetupEvent {
  if (isDone) return { type: 'done', step };
  return problem ? { type: 'failed', step, problem } : { type: 'running', step };
}

const NO_NETWORK: Problem = {
  code: 'HUB_NO_NETWORK',
  message: 'The hub has no address in the house’s network.',
  action: 'Plug its cable into the router, or put the WiFi’s name and password into cydynni.toml on the card.',
};

import { lookUpAddresses, networkAddresses } from '@hub/adapters/system';
import { PeriodicTask } from '@hub/nest-http';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';
import { OtherHubsFault } from './other-hubs-fault';
import { ownName } from './own-name';

/** The first part of every hub's name. */
const BASE = 'cydynni';
const EVERY_MS = 300_000;
/** mDNS needs a moment to find out whether a name is taken. */
const FIRST_AFTER_MS = 20_000;

/** Looks by what name this hub is reached: a second one in a network gets another. */
@Injectable()
export class OwnNameService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly task = new PeriodicTask(() => this.look(), { everyMs: EVERY_MS });

  constructor(
    private readonly fault: OtherHubsFault,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.beacon.to === 'network') this.task.start(FIRST_AFTER_MS);
  }

  onApplicationShutdown(): Promise<void> {
    return this.task.stop();
  }

  private async look(): Promise<undefined> {
    this.fault.named(await ownName(BASE, networkAddresses(), lookUpAddresses));
  }
}

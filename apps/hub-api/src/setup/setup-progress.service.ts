import type { SetupState } from '@hub/domain/provisioning';
import { PeriodicTask } from '@hub/nest-http';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { HouseholdObserver, SystemObserver } from './observer.service';
import { SetupStateService } from './setup-state.service';

/** While the first boot is under way; afterwards each request looks for itself. */
const LOOK_EVERY_MS = 2_000;

/** Keeps the first boot's state true: looks again and again until the hub is ready. */
@Injectable()
export class SetupProgress implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('setup');
  private readonly looks = new PeriodicTask(() => this.lookUntilReady(), {
    everyMs: LOOK_EVERY_MS,
    onError: (error) => this.logger.error(error),
  });

  constructor(
    private readonly state: SetupStateService,
    private readonly system: SystemObserver,
    private readonly household: HouseholdObserver,
  ) {}

  onApplicationBootstrap(): void {
    this.looks.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.looks.stop();
  }

  private async lookUntilReady(): Promise<undefined> {
    if (!this.state.now.done.has('ready')) await this.look();
  }

  /** What is done by now, looked up. */
  async look(): Promise<SetupState> {
    const events = await Promise.all([this.system.look(), this.household.look()]);
    for (const event of events.flat()) this.state.take(event);
    return this.state.now;
  }
}

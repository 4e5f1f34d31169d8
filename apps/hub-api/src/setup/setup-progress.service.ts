import type { SetupState } from '@hub/domain/provisioning';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { HouseholdObserver, SystemObserver } from './observer.service';
import { SetupStateService } from './setup-state.service';

/** While the first boot is under way; afterwards whoever asks looks. */
const LOOK_EVERY_MS = 2_000;

/** Keeps the first boot's state true: looks again and again until the hub is ready. */
@Injectable()
export class SetupProgress implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('setup');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly state: SetupStateService,
    private readonly system: SystemObserver,
    private readonly household: HouseholdObserver,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      if (!this.state.now.done.has('ready')) this.look().catch((error: unknown) => this.logger.error(error));
    }, LOOK_EVERY_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** What is done by now, looked up. */
  async look(): Promise<SetupState> {
    const events = await Promise.all([this.system.look(), this.household.look()]);
    for (const event of events.flat()) this.state.take(event);
    return this.state.now;
  }
}

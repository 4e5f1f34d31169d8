import { freshness } from '@hub/domain/metering';
import { PeriodicTask } from '@hub/nest-http';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { MeterService } from '../metering/meter.service';
import type { SystemClock } from '../ports/system-clock';
import { CLOCK, type Clock, SYSTEM_CLOCK } from '../ports/ports';

const LOOK_EVERY_MS = 10_000;

/**
 * Whether the hub's clock is set: the system's time service has set it since the start, or the meter's own clock agrees
 * with it. A Pi has no clock that runs without power. Where no file of a time service is named the clock counts as set.
 */
@Injectable()
export class ClockTrustService implements OnApplicationBootstrap, OnApplicationShutdown {
  private set: boolean;
  private readonly task = new PeriodicTask(() => this.look(), { everyMs: LOOK_EVERY_MS });

  constructor(
    @Inject(SYSTEM_CLOCK) private readonly hubClock: SystemClock,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly meter: MeterService,
  ) {
    this.set = !hubClock.isUnset();
  }

  /** Once set it stays so: a time service that cannot be reached later does not make a clock wrong. */
  get known(): boolean {
    return this.set;
  }

  onApplicationBootstrap(): void {
    if (!this.set) this.task.start(0);
  }

  onApplicationShutdown(): Promise<void> {
    return this.task.stop();
  }

  private look(): Promise<number | undefined> {
    this.set ||= !this.hubClock.isUnset() || freshness(this.meter.now?.time ?? null, this.clock()) === 'live';
    return Promise.resolve(this.set ? Infinity : undefined);
  }
}

import { access } from 'node:fs/promises';
import { freshness } from '@hub/domain/metering';
import { PeriodicTask } from '@hub/nest-http';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { MeterService } from '../metering/meter.service';
import { CLOCK, type Clock, CONFIG } from '../ports/ports';

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
    @Inject(CONFIG) private readonly config: HubConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly meter: MeterService,
  ) {
    this.set = config.clockSetFile === undefined;
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

  private async look(): Promise<number | undefined> {
    const { clockSetFile } = this.config;
    const byService = clockSetFile === undefined || (await exists(clockSetFile));
    this.set ||= byService || freshness(this.meter.now?.time ?? null, this.clock()) === 'live';
    return this.set ? Infinity : undefined;
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

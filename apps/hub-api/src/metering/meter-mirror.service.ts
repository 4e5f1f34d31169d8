import type { Cache } from '@hub/adapters/redis';
import type { MeterNow } from '@hub/domain/metering';
import { PeriodicTask } from '@hub/nest-http';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import * as z from 'zod/mini';
import { CACHE } from '../ports/ports';
import { MeterService } from './meter.service';

const KEY = 'hub:meter:now';
const PERIOD_MS = 1_000;

const Kept = z.object({
  serial: z.string(),
  time: z.nullable(z.number()),
  powerW: z.nullable(z.number()),
  importKWh: z.nullable(z.number()),
  exportKWh: z.nullable(z.number()),
});

/** Keeps what the meter says now in Redis, where it outlives a restart of the hub without touching the card. */
@Injectable()
export class MeterMirror implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('cache');
  private isLoaded = false;
  private sent: MeterNow | null = null;
  private readonly rounds = new PeriodicTask(() => this.mirror(), {
    everyMs: PERIOD_MS,
    onError: (error) => this.logger.warn(`the meter's value waits for Redis: ${String(error)}`),
  });

  constructor(
    @Inject(CACHE) private readonly cache: Cache,
    private readonly meter: MeterService,
  ) {}

  onApplicationBootstrap(): void {
    this.cache.onConnect(() => (this.sent = null));
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
    await this.mirror().catch(() => undefined);
  }

  private async mirror(): Promise<undefined> {
    if (!this.cache.connected()) return;
    // Before the first write: it would hide what the last run of the hub left.
    if (!this.isLoaded) this.restore(await this.cache.get(KEY));
    this.isLoaded = true;
    const { now } = this.meter;
    if (now === null || now === this.sent) return;
    await this.cache.set(KEY, JSON.stringify(now));
    this.sent = now;
  }

  private restore(text: string | null): void {
    const kept = z.safeParse(Kept, parsed(text ?? ''));
    if (kept.success) this.meter.restore(kept.data);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

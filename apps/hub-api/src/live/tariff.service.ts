import type { Database } from '@hub/adapters/database';
import { type LiveTariff, TariffBandName } from '@hub/contracts';
import { bandAt, type Tariff } from '@hub/domain/tariff';
import { localTime } from '@hub/domain/time';
import { PeriodicTask } from '@hub/nest-http';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Subject } from 'rxjs';
import * as z from 'zod/mini';
import type { HubConfig } from '../config/config';
import { CLOCK, type Clock, CONFIG, DATABASE } from '../ports/ports';

/** How often the database is asked whether prices changed. */
const REFRESH_MS = 60_000;

/** The club's prices. Kept in memory, so that the page has them while the database is away. */
@Injectable()
export class TariffService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('tariff');
  private tariff: Tariff | null = null;
  private readonly changes = new Subject<void>();

  /** Emits after prices were read. */
  readonly changed = this.changes.asObservable();
  private readonly refreshes = new PeriodicTask(() => this.refresh(), { everyMs: REFRESH_MS, jitter: 0.1 });

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CONFIG) private readonly config: HubConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.database.onOpen(() => void this.refresh());
    this.refreshes.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.refreshes.stop();
  }

  /** All of them; null until they were read for the first time. */
  get prices(): Tariff | null {
    return this.tariff;
  }

  /** The band in force; null until the prices were read for the first time. */
  now(): LiveTariff | null {
    if (!this.tariff) return null;
    const { band, until } = bandAt(this.tariff, this.clock(), this.config.timeZone);
    const name = z.safeParse(TariffBandName, band.name);
    return name.success ? { band: name.data, pencePerKWh: band.importPencePerKWh, until } : null;
  }

  private async refresh(): Promise<undefined> {
    if (!this.database.opened()) return;
    try {
      this.tariff = (await this.database.tariff(dayOf(this.clock(), this.config.timeZone))) ?? this.tariff;
      this.changes.next();
    } catch (error) {
      this.logger.warn(`prices stay as they were: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

function dayOf(now: number, zone: string): string {
  const { year, month, day } = localTime(now, zone);
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
}

import { type BandPrice, bandPriceAt, BUILT_IN_TARIFFS, type DatedTariff } from '@hub/domain/tariff';
import type { Instant } from '@hub/domain/time';
import { PeriodicTask } from '@hub/nest-http';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Subject, type Subscription } from 'rxjs';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';
import { LinkStore } from '../server-link/link.store';
import { ServerService } from '../server-link/server.service';
import { TariffStore } from './tariff.store';

/** New prices are entered days ahead. */
const REFRESH_MS = 3_600_000;

/** The club's tariffs, past and to come: those of the server, or those that are built in until there are any. */
@Injectable()
export class TariffService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('tariff');
  private readonly changes = new Subject<void>();
  private readonly refresh = new PeriodicTask(() => this.fetch(), {
    everyMs: REFRESH_MS,
    jitter: 0.1,
    onError: (error) => this.logger.warn(`the tariffs stay as they were: ${String(error)}`),
  });
  private linked: Subscription | undefined;

  /** Emits after the tariffs changed. */
  readonly changed = this.changes.asObservable();

  constructor(
    private readonly servers: ServerService,
    private readonly links: LinkStore,
    private readonly store: TariffStore,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.linked = this.links.changed.subscribe(() => {
      this.changes.next();
      this.refresh.soon();
    });
    this.refresh.start(0);
  }

  async onApplicationShutdown(): Promise<void> {
    this.linked?.unsubscribe();
    await this.refresh.stop();
  }

  /** Never empty. */
  get tariffs(): readonly DatedTariff[] {
    const club = this.links.current?.file.club.key;
    return (club === undefined ? undefined : this.store.of(club)) ?? BUILT_IN_TARIFFS;
  }

  /** The band that a half-hour is charged by; undefined before the first tariff. */
  at(instant: Instant): BandPrice | undefined {
    return bandPriceAt(this.tariffs, instant, this.config.timeZone);
  }

  private async fetch(): Promise<undefined> {
    const club = this.links.current?.file.club.key;
    const server = await this.servers.linked();
    if (club === undefined || server === null) return;
    const { tariffs } = await server.tariffs();
    if (this.store.take(club, tariffs)) this.changes.next();
  }
}

import type { ClubForecast, LiveTariff } from '@hub/contracts';
import { slotAt } from '@hub/domain/community';
import { unitPence } from '@hub/domain/tariff';
import { PeriodicTask } from '@hub/nest-http';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { merge, Subject, type Subscription } from 'rxjs';
import { CLOCK, type Clock } from '../ports/ports';
import { LinkStore } from '../server-link/link.store';
import { TariffService } from '../tariff/tariff.service';
import { ClubService } from './club.service';

/** A forecast is cached where it comes from: looking for a newer one costs nothing. */
const REFRESH_MS = 30_000;

/** What a unit costs now: the figure of the forecast's half-hour of now, wherever it is shown. */
@Injectable()
export class PriceService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('price');
  private readonly changes = new Subject<void>();
  private readonly refresh = new PeriodicTask(() => this.look(), {
    everyMs: REFRESH_MS,
    onError: (error) => this.logger.warn(`the price is that of the band: ${String(error)}`),
  });
  private slots: ClubForecast['slots'] = [];
  private occasions: Subscription | undefined;

  /** Emits after the price may have changed. */
  readonly changed = this.changes.asObservable();

  constructor(
    private readonly club: ClubService,
    private readonly tariff: TariffService,
    private readonly links: LinkStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.occasions = merge(this.tariff.changed, this.links.changed).subscribe(() => {
      this.slots = [];
      this.changes.next();
      this.refresh.soon();
    });
    this.refresh.start(0);
  }

  async onApplicationShutdown(): Promise<void> {
    this.occasions?.unsubscribe();
    await this.refresh.stop();
  }

  /** Null on a day before the first tariff. */
  now(): LiveTariff | null {
    const now = this.clock();
    const price = this.tariff.at(now);
    if (price === undefined) return null;
    const { band, until } = price;
    const slot = slotAt(this.slots, now);
    const hydroShare = slot?.hydroShare ?? 0;
    return {
      band: band.name,
      ...(band.label && { label: band.label }),
      pencePerKWh: slot?.marginalPencePerKWh ?? unitPence(band, hydroShare),
      importPencePerKWh: slot?.importPencePerKWh ?? band.importPencePerKWh,
      hydroPencePerKWh: slot?.hydroPencePerKWh ?? band.generationPencePerKWh,
      hydroShare,
      until,
    };
  }

  private async look(): Promise<undefined> {
    this.slots = (await this.club.forecast(this.links.current?.file.club.key)).slots;
    this.changes.next();
  }
}

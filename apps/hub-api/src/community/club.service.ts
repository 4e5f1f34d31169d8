import type { ClubForecast, ClubLive } from '@hub/contracts';
import { liveFromForecast } from '@hub/domain/community';
import { HALF_HOUR_S } from '@hub/domain/time';
import { PeriodicTask } from '@hub/nest-http';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { CLOCK, type Clock } from '../ports/ports';
import { LinkStore } from '../server-link/link.store';
import { ServerService } from '../server-link/server.service';
import { TtlCache } from './ttl-cache';
import { covers, ForecastStore } from './kept-forecast.service';
import { OwnForecast } from './own-forecast.service';

/** The server makes a new one each half-hour. */
const FORECAST_FRESH_S = HALF_HOUR_S;
const LIVE_FRESH_S = 60;
/** So that a forecast is there when the connection goes, whether anybody looks or not. */
const REFRESH_MS = 900_000;

/** The club now and in the next days, resting on the best there is, and saying on what. */
@Injectable()
export class ClubService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly served: TtlCache<ClubForecast>;
  private readonly present: TtlCache<ClubLive>;
  private readonly refresh = new PeriodicTask(() => this.keepForecast(), { everyMs: REFRESH_MS, jitter: 0.1 });
  private linked: Subscription | undefined;

  constructor(
    private readonly servers: ServerService,
    private readonly links: LinkStore,
    private readonly store: ForecastStore,
    private readonly own: OwnForecast,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.served = new TtlCache(async () => (await this.servers.linked())?.forecast(), FORECAST_FRESH_S, this.clock);
    this.present = new TtlCache(async () => (await this.servers.linked())?.live(), LIVE_FRESH_S, this.clock);
  }

  onApplicationBootstrap(): void {
    this.linked = this.links.changed.subscribe(() => {
      this.served.forget();
      this.present.forget();
    });
    this.refresh.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.linked?.unsubscribe();
    await this.refresh.stop();
  }

  /** `club` undefined: the hub is not linked, and knows the tariff alone. */
  async forecast(club: string | undefined): Promise<ClubForecast> {
    const now = this.clock();
    if (club === undefined) return this.own.at(undefined, now);
    const served = await this.serverForecast(club);
    if (served) return { ...served.value, source: 'server', asOf: served.at };
    const kept = this.store.of(club);
    if (kept && covers(kept.forecast, now)) return { ...kept.forecast, source: 'stored', asOf: kept.at };
    return this.own.at(club, now);
  }

  /** The price is that of the forecast, so that no two pages say two prices for one minute. */
  async live(club: string): Promise<ClubLive> {
    const [live, forecast] = await Promise.all([this.present.get(), this.forecast(club)]);
    const { source = 'stored', asOf } = forecast;
    const own = liveFromForecast(forecast.slots, this.clock());
    if (!live) {
      // What the server forecast is not what it says is now.
      return { ...own, source: source === 'server' ? 'stored' : source, ...(asOf !== undefined && { asOf }) };
    }
    const { band, hydroShare, marginalPencePerKWh } = own.band === '' ? live.value : own;
    return { ...live.value, band, hydroShare, marginalPencePerKWh, source: 'server', asOf: live.at };
  }

  private async keepForecast(): Promise<undefined> {
    const club = this.links.current?.file.club.key;
    if (club !== undefined) await this.serverForecast(club);
  }

  private async serverForecast(club: string) {
    const served = await this.served.get();
    if (served && this.store.of(club)?.at !== served.at) this.store.take(club, served.value, served.at);
    return served;
  }
}

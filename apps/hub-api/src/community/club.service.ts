import type { ClubForecast, ClubLive } from '@hub/contracts';
import { HALF_HOUR_S, type Instant } from '@hub/domain/time';
import { PeriodicTask } from '@hub/nest-http';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { CLOCK, type Clock } from '../ports/ports';
import { LinkStore } from '../server-link/link.store';
import { ServerService } from '../server-link/server.service';
import { TtlCache } from './ttl-cache';
import { covers, ForecastStore } from './kept-forecast.service';
import { OwnForecast } from './own-forecast.service';

/** The server reckons anew with each half-hour. */
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

  /** @throws ApiError 503 HUB_NO_TARIFF */
  async forecast(club: string): Promise<ClubForecast> {
    const now = this.clock();
    const served = await this.serverForecast(club);
    if (served) return { ...served.value, source: 'server', asOf: served.at };
    const kept = this.store.of(club);
    if (kept && covers(kept.forecast, now)) return { ...kept.forecast, source: 'stored', asOf: kept.at };
    return this.own.at(club, now);
  }

  /** @throws ApiError 503 HUB_NO_TARIFF */
  async live(club: string): Promise<ClubLive> {
    const live = await this.present.get();
    if (live) return { ...live.value, source: 'server', asOf: live.at };
    const forecast = await this.forecast(club);
    return liveFrom(forecast, this.clock());
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

/** The half-hour of now in a forecast. What the server forecast is not what it says is now. */
export function liveFrom({ slots, source, asOf }: ClubForecast, now: Instant): ClubLive {
  const slot = slots.find(({ time }) => time <= now && now < time + HALF_HOUR_S);
  const rests = {
    source: source === 'server' ? 'stored' : (source ?? 'stored'),
    ...(asOf !== undefined && { asOf }),
  } as const;
  if (!slot) return { time: now, generationW: null, clubW: null, tariff: '', marginalPencePerKWh: null, ...rests };
  const { time, generationW, demandW: clubW, band, marginalPencePerKWh } = slot;
  const covered = generationW !== null && clubW !== null && generationW >= clubW;
  return { time, generationW, clubW, tariff: covered ? 'generation' : band, marginalPencePerKWh, ...rests };
}

import type { ClubForecast } from '@hub/contracts';
import { HALF_HOUR_S } from '@hub/domain/time';
import { halfHoursOfDay, calendarDay, type Instant } from '@hub/domain/time';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { ApiError } from '@hub/nest-http';
import { TariffService } from '../live/tariff.service';
import { CONFIG } from '../ports/ports';
import { ClubFeeds } from './club-feeds.service';
import { shapeForecast } from './shape-forecast';

/** What the hub says of the club without the server. */
@Injectable()
export class OwnForecast {
  constructor(
    private readonly feeds: ClubFeeds,
    private readonly tariff: TariffService,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {}

  /** @throws ApiError 503 HUB_NO_TARIFF while even the prices were never known */
  async at(club: string, now: Instant): Promise<ClubForecast> {
    const tariff = this.tariff.prices;
    if (!tariff) throw noTariff();
    const zone = this.config.timeZone;
    const [day, signal] = await Promise.all([this.feeds.lastDay(club, now), this.feeds.signal(club, now)]);
    const forecast = shapeForecast({ now, zone, tariff, day, signal: (time) => signal.get(time) });
    if (!day) return { ...forecast, source: 'tariff', asOf: now };
    const asOf = day.start + halfHoursOfDay(calendarDay(day.start, zone), zone) * HALF_HOUR_S;
    return { ...forecast, source: 'yesterday', asOf };
  }
}

const noTariff = (): ApiError =>
  new ApiError(
    HttpStatus.SERVICE_UNAVAILABLE,
    'HUB_NO_TARIFF',
    'The hub does not know its prices yet: its database was not reachable since the start.',
    'Try again in a moment; if it stays, start the hub again.',
  );

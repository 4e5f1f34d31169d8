import type { ClubForecast } from '@hub/contracts';
import { shapeForecast } from '@hub/domain/community';
import { calendarDay, dayEnd, type Instant } from '@hub/domain/time';
import { Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { TariffService } from '../tariff/tariff.service';
import { CONFIG } from '../ports/ports';
import { ClubFeeds } from './club-feeds.service';

/** What the hub says of the club without the server. */
@Injectable()
export class OwnForecast {
  constructor(
    private readonly feeds: ClubFeeds,
    private readonly tariff: TariffService,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {}

  /** `club` undefined: the hub is not linked, and knows the tariff alone. */
  async at(club: string | undefined, now: Instant): Promise<ClubForecast> {
    const zone = this.config.timeZone;
    const { tariffs } = this.tariff;
    const [day, signal] =
      club === undefined
        ? [null, new Map<Instant, number>()]
        : await Promise.all([this.feeds.lastDay(club, now), this.feeds.signal(club, now)]);
    const forecast = shapeForecast({ now, zone, tariffs, day, signal: (time) => signal.get(time) });
    if (club === undefined) return { ...forecast, source: 'unlinked', asOf: now };
    if (!day) return { ...forecast, source: 'tariff', asOf: now };
    return { ...forecast, source: 'yesterday', asOf: dayEnd(calendarDay(day.start, zone), zone) };
  }
}

import type { CommunityDatabase } from '@hub/adapters/server-database';
import { tariffOn } from '@hub/domain/tariff';
import { calendarDay, dayStart } from '@hub/domain/time';
import { Inject, Injectable, NotFoundException } from '@nestjs/common';
import type { ServerConfig } from '../config/config';
import type { Forecast } from '@hub/domain/community';
import { ForecastService } from '../forecast/forecast.service';
import { type Clock, CLOCK, CONFIG, DATABASE } from '../ports/ports';
import { SummaryService } from '../summary/summary.service';
import { octopusForecast, oldForecast, oldShaper } from './old-forecast';
import { NO_FEED, oldDay, oldLive, oldMonths } from './old-shapes';

/** The public routes of the original server, for hubs and planners that still ask them. */
@Injectable()
export class OriginalService {
  constructor(
    private readonly forecasts: ForecastService,
    private readonly summaries: SummaryService,
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ServerConfig,
  ) {}

  async live(): Promise<object> {
    const now = await this.forecasts.now();
    return now === undefined ? NO_FEED : oldLive(now.live);
  }

  async day(): Promise<object> {
    const { timeZone } = this.config;
    const newest = await this.summaries.newestDay();
    const [summary] = newest === undefined ? [] : await this.summaries.club({ first: newest, last: newest });
    if (summary === undefined) return NO_FEED;
    const now = this.clock();
    return oldDay(summary, dayStart(summary.day, timeZone), calendarDay(now, timeZone), now);
  }

  /** All months, or those of one month of the year. */
  async months(month: number | undefined): Promise<object> {
    const newest = await this.summaries.newestDay();
    if (newest === undefined) return NO_FEED;
    const months = oldMonths(await this.summaries.club({ first: this.config.club.firstDay, last: newest }));
    return month === undefined ? months : months.filter((entry) => entry.month === month);
  }

  async shaper(): Promise<object> {
    const forecast = await this.forecasts.current();
    return forecast ? oldShaper(forecast, this.clock(), this.config.timeZone) : NO_FEED;
  }

  async forecast(name: string | undefined, format: string | undefined): Promise<object> {
    if (name !== undefined && name !== this.config.club.key) throw new NotFoundException(`There is no club ${name}.`);
    const forecast = await this.forecasts.current();
    if (forecast === undefined) return NO_FEED;
    return format === 'octopus' ? this.octopus(forecast) : oldForecast(forecast, this.config.timeZone);
  }

  private async octopus(forecast: Forecast): Promise<object> {
    const tariff = tariffOn(await this.database.tariffs(), calendarDay(forecast.start, this.config.timeZone));
    return octopusForecast(forecast, tariff?.vatPermille ?? 0);
  }
}

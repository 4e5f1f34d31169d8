import { CLUB, type CommunityDatabase, type SeriesKind } from '@hub/adapters/server-database';
import {
  type ClubWeather,
  type Forecast,
  type ForecastSlot,
  type LiveEstimate,
  liveEstimate,
  makeForecast,
} from '@hub/domain/community';
import { HALF_HOUR_S, halfHourStart, type Instant } from '@hub/domain/time';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ServerConfig } from '../config/config';
import { type Clock, CLOCK, CONFIG, DATABASE, WEATHER } from '../ports/ports';
import { HalfHourSeries } from '../series/half-hour-series';
import type { HalfHourlyWeather, WeatherClients } from '@hub/adapters/weather';

/** Settled weeks that the demand profile and the catchment learn from. */
const HISTORY_HALF_HOURS = 8 * 336;
/** Half-hours after the present one. */
const AHEAD_HALF_HOURS = 96;
/** Weather services count their calls. */
const KEEP_S = 1800;

@Injectable()
export class ForecastService {
  private readonly logger = new Logger('forecast');
  private kept: Promise<Forecast | undefined> | undefined;
  private keptUntil: Instant = 0;

  constructor(
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    private readonly series: HalfHourSeries,
    @Inject(WEATHER) private readonly clients: WeatherClients,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ServerConfig,
  ) {}

  /** From the last settled half-hour to two days from now; undefined while nothing is settled. Made at most twice an hour. */
  current(): Promise<Forecast | undefined> {
    const now = this.clock();
    if (this.kept === undefined || now >= this.keptUntil) {
      const making = this.make(now);
      this.kept = making;
      this.keptUntil = halfHourStart(now) + KEEP_S;
      // A forecast that could not be made is no forecast to keep: the next caller tries again.
      void making.then(
        (made) => made ?? this.forget(),
        () => this.forget(),
      );
    }
    return this.kept;
  }

  /** Make a new one for the next caller: readings or prices have changed. */
  forget(): void {
    this.kept = undefined;
  }

  /** The half-hour under way, with the estimate of what the club does now; undefined while nothing is settled. */
  async now(): Promise<{ readonly slot: ForecastSlot; readonly live: LiveEstimate<string> } | undefined> {
    const time = halfHourStart(this.clock());
    const slot = (await this.current())?.slots.find((candidate) => candidate.time === time);
    if (slot === undefined) return undefined;
    const generationWh = Number.isNaN(slot.generationWh) ? 0 : slot.generationWh;
    return { slot, live: liveEstimate(generationWh, slot.demandWh, slot.band) };
  }

  private async make(now: Instant): Promise<Forecast | undefined> {
    const keys = await this.database.series(CLUB, ['generation', 'consumption']);
    const idOf = (kind: SeriesKind) => keys.find((key) => key.kind === kind)?.id ?? 0;
    const start = this.series.end(idOf('consumption'));
    if (start === undefined) return undefined;
    const historyStart = start - HISTORY_HALF_HOURS * HALF_HOUR_S;
    const count = (halfHourStart(now) - start) / HALF_HOUR_S + 1 + AHEAD_HALF_HOURS;
    const [generation, demand, tariffs, weather] = await Promise.all([
      this.series.read(idOf('generation'), historyStart, HISTORY_HALF_HOURS),
      this.series.read(idOf('consumption'), historyStart, HISTORY_HALF_HOURS),
      this.database.tariffs(),
      this.weather(historyStart, HISTORY_HALF_HOURS + count),
    ]);
    return makeForecast({
      now,
      historyStart,
      start,
      count,
      generationWh: generation.wh,
      demandWh: demand.wh,
      weather,
      generators: this.config.club.generators,
      tariffs,
      zone: this.config.timeZone,
    });
  }

  /** The weather that there is; what is not needed is not asked for. */
  private async weather(start: Instant, count: number): Promise<ClubWeather> {
    const types = new Set(this.config.club.generators.map(({ type }) => type));
    const { rain, sun, wind } = this.clients;
    const [rainMmPerHour, sunKWPerKWp, windMs] = await Promise.all([
      types.has('hydro') ? this.known(rain, start, count) : undefined,
      types.has('solar') ? this.known(sun, start, count) : undefined,
      types.has('wind') ? this.known(wind, start, count) : undefined,
    ]);
    return { rainMmPerHour, sunKWPerKWp, windMs };
  }

  private async known(
    client: HalfHourlyWeather | undefined,
    start: Instant,
    count: number,
  ): Promise<number[] | undefined> {
    try {
      return await client?.halfHours(start, count);
    } catch (error) {
      this.logger.warn({ err: error }, 'no weather: the forecast of the generators rests on their last day');
      return undefined;
    }
  }
}

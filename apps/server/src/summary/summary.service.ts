import { CLUB, type CommunityDatabase, type SeriesKind } from '@hub/adapters/server-database';
import { COMPLETE, type DaySummary, summariesOf, type UseSeries } from '@hub/domain/community';
import { calendarDay, type CalendarDay, dayEnd, dayStart, halfHoursBetween, shiftDay } from '@hub/domain/time';
import { Inject, Injectable } from '@nestjs/common';
import type { ServerConfig } from '../config/config';
import { CONFIG, DATABASE } from '../ports/ports';
import { HalfHourSeries } from '../series/half-hour-series';

const CLUB_SUMS = ['consumption', 'shared', 'completeness'] as const;

/** Days, both ends included. */
export interface Days {
  readonly first: CalendarDay;
  readonly last: CalendarDay;
}

/** Daily summaries, calculated from the half-hours each time: a corrected reading or a new tariff has one place to be right in. */
@Injectable()
export class SummaryService {
  /** The club's days as they were last asked for, with what they were made of. */
  private kept: { readonly of: string; readonly summaries: Promise<DaySummary[]> } | undefined;

  constructor(
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    private readonly series: HalfHourSeries,
    @Inject(CONFIG) private readonly config: ServerConfig,
  ) {}

  /** Days of a member. */
  async member(memberId: number, days: Days): Promise<DaySummary[]> {
    return this.summaries(await this.memberSeries(memberId, days), days);
  }

  /**
   * Days of the whole club, calculated once for everyone until a reading or a tariff changes. The standing charge is that of one household.
   */
  async club(days: Days): Promise<DaySummary[]> {
    const [keys, tariffs] = await Promise.all([this.database.series(CLUB, CLUB_SUMS), this.database.tariffs()]);
    const of = JSON.stringify([days, keys.map(({ id }) => this.series.version(id)), tariffs]);
    if (this.kept?.of !== of) {
      const summaries = this.clubSeries(days).then((series) =>
        summariesOf(series, tariffs, days, this.config.timeZone),
      );
      const kept = { of, summaries };
      this.kept = kept;
      // What failed is tried again by the next caller.
      void summaries.catch(() => {
        if (this.kept === kept) this.kept = undefined;
      });
    }
    return this.kept.summaries;
  }

  /** Half-hours of a member. One is estimated whose use was not read, or whose share is of generation that was not. */
  async memberSeries(memberId: number, days: Days): Promise<UseSeries> {
    const { start, wh } = await this.window(memberId, ['use', 'estimated', 'hydro'], days);
    const generation = await this.generation(days);
    const estimated = wh.estimated.map((use, slot) => Number(!Number.isNaN(use) && isMissing(wh.use, slot)));
    return {
      start,
      useWh: wh.estimated,
      hydroWh: wh.hydro,
      estimated: Uint8Array.from(estimated, (mark, slot) => mark || Number(isMissing(generation, slot))),
    };
  }

  /** Half-hours of the club. One is estimated of which a part was not read. */
  async clubSeries(days: Days): Promise<UseSeries> {
    const { start, wh } = await this.window(CLUB, CLUB_SUMS, days);
    const estimated = Uint8Array.from(wh.completeness, (thousandths) => Number(thousandths < COMPLETE));
    return { start, useWh: wh.consumption, hydroWh: wh.shared, estimated };
  }

  /** Newest day of the club of which every half-hour is shared; undefined before the first. */
  async newestDay(): Promise<CalendarDay | undefined> {
    const [consumption] = await this.database.series(CLUB, ['consumption']);
    const end = consumption && this.series.end(consumption.id);
    if (end === undefined) return undefined;
    const day = shiftDay(calendarDay(end, this.config.timeZone), -1);
    return day < this.config.club.firstDay ? undefined : day;
  }

  private async summaries(series: UseSeries, days: Days): Promise<DaySummary[]> {
    return summariesOf(series, await this.database.tariffs(), days, this.config.timeZone);
  }

  /** Readings of the generator; undefined in a club without one. */
  private async generation(days: Days): Promise<Float64Array | undefined> {
    if (this.config.club.generators.length === 0) return undefined;
    return (await this.window(CLUB, ['generation'], days)).wh.generation;
  }

  private async window<Kind extends SeriesKind>(memberId: number, kinds: readonly Kind[], { first, last }: Days) {
    const zone = this.config.timeZone;
    const start = dayStart(first, zone);
    const count = halfHoursBetween(start, dayEnd(last, zone));
    const keys = await this.database.series(memberId, kinds);
    const read = await Promise.all(
      keys.map(async ({ id, kind }) => [kind, (await this.series.read(id, start, count)).wh] as const),
    );
    return { start, wh: Object.fromEntries(read) as Record<Kind, Float64Array> };
  }
}

const isMissing = (wh: Float64Array | undefined, slot: number): boolean =>
  wh !== undefined && Number.isNaN(wh[slot] ?? NaN);

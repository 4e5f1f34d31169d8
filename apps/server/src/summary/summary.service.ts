import { CLUB, type CommunityDatabase, type SeriesKind } from '@hub/adapters/database';
import { type DaySummary } from '@hub/domain/community';
import { calendarDay, type CalendarDay, dayStart, HALF_HOUR_S, shiftDay } from '@hub/domain/time';
import { Inject, Injectable } from '@nestjs/common';
import type { ServerConfig } from '../config/config';
import { CONFIG, DATABASE } from '../ports/ports';
import { HalfHourSeries } from '../series/half-hour-series';
import { summariesOf } from './summaries';

/** Daily summaries, reckoned from the half-hours each time: a corrected reading or a new tariff needs no second place to be mended. */
@Injectable()
export class SummaryService {
  constructor(
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    private readonly series: HalfHourSeries,
    @Inject(CONFIG) private readonly config: ServerConfig,
  ) {}

  /** Days of a member, both ends included. */
  member(memberId: number, first: CalendarDay, last: CalendarDay): Promise<DaySummary[]> {
    return this.days(memberId, { use: 'estimated', hydro: 'hydro', read: 'use' }, { first, last });
  }

  /** Days of the whole club. The standing charge is that of one household. */
  club(first: CalendarDay, last: CalendarDay): Promise<DaySummary[]> {
    return this.days(CLUB, { use: 'consumption', hydro: 'shared', read: 'consumption' }, { first, last });
  }

  /** Newest day of the club of which every half-hour is settled; undefined before the first. */
  async newestDay(): Promise<CalendarDay | undefined> {
    const [consumption] = await this.database.series(CLUB, ['consumption']);
    const end = consumption && this.series.end(consumption.id);
    if (end === undefined) return undefined;
    const day = shiftDay(calendarDay(end, this.config.timeZone), -1);
    return day < this.config.club.firstDay ? undefined : day;
  }

  private async days(
    memberId: number,
    kinds: Readonly<Record<'use' | 'hydro' | 'read', SeriesKind>>,
    days: { readonly first: CalendarDay; readonly last: CalendarDay },
  ): Promise<DaySummary[]> {
    const zone = this.config.timeZone;
    const start = dayStart(days.first, zone);
    const count = Math.max((dayStart(shiftDay(days.last, 1), zone) - start) / HALF_HOUR_S, 0);
    const read = async (kind: SeriesKind) => {
      const [key] = await this.database.series(memberId, [kind]);
      return (await this.series.read(key?.id ?? 0, start, count)).wh;
    };
    const [useWh, hydroWh, readWh] = await Promise.all([read(kinds.use), read(kinds.hydro), read(kinds.read)]);
    return summariesOf({ start, useWh, hydroWh, readWh }, await this.database.tariffs(), days, zone);
  }
}

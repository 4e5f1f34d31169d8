import { type DayView, dayViewOf, type SeriesKind } from '@hub/contracts';
import type { UseSeries } from '@hub/domain/community';
import { type FeedStore, readHalfHours, wattHours } from '@hub/domain/series';
import { type CalendarDay, dayStart, halfHoursOfDay } from '@hub/domain/time';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { HistorySync } from '../history/history-sync';
import { PulledFeeds } from '../history/pulled-feeds.service';
import { CONFIG, FEED_STORE } from '../ports/ports';
import { TariffService } from '../tariff/tariff.service';

/** One day with the bands and prices of its own tariff, and what each half-hour cost, from the half-hours that the hub has. */
@Injectable()
export class DayService {
  constructor(
    private readonly feeds: PulledFeeds,
    private readonly tariff: TariffService,
    private readonly history: HistorySync,
    @Inject(FEED_STORE) private readonly store: FeedStore,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {}

  /** Of a household whose history was not fetched yet no half-hour is known: what lies in the feeds is another's. */
  async household(day: CalendarDay, link: Parameters<HistorySync['isOf']>[0]): Promise<DayView> {
    const read = this.history.isOf(link) ? this.reader(day, link.club.key) : () => this.nothing(day);
    const [use, estimated, hydro, generation] = await Promise.all([
      read('use'),
      read('estimated'),
      read('hydro'),
      read('generation'),
    ]);
    const hasGenerator = generation.some((wh) => !Number.isNaN(wh));
    return this.view(day, {
      start: dayStart(day, this.config.timeZone),
      useWh: estimated.map((wh, slot) => (Number.isNaN(wh) ? (use[slot] ?? NaN) : wh)),
      hydroWh: hydro,
      estimated: Uint8Array.from(use, (wh, slot) =>
        Number(Number.isNaN(wh) || (hasGenerator && Number.isNaN(generation[slot] ?? NaN))),
      ),
    });
  }

  async club(day: CalendarDay, clubKey: string): Promise<DayView> {
    const read = this.reader(day, clubKey);
    const [useWh, hydroWh] = await Promise.all([read('consumption'), read('shared')]);
    const start = dayStart(day, this.config.timeZone);
    return this.view(day, { start, useWh, hydroWh, estimated: new Uint8Array(useWh.length) });
  }

  private view(day: CalendarDay, series: UseSeries): DayView {
    const view = dayViewOf(this.tariff.tariffs, day, series, this.config.timeZone);
    if (view !== undefined) return view;
    throw new ApiError(
      HttpStatus.NOT_FOUND,
      'HUB_NO_TARIFF',
      `The club has no tariff on ${day}.`,
      'Ask for a later day; GET /api/v1/club/tariffs lists the tariffs.',
    );
  }

  private reader(day: CalendarDay, clubKey: string): (kind: SeriesKind) => Promise<Float64Array> {
    const start = dayStart(day, this.config.timeZone);
    const count = halfHoursOfDay(day, this.config.timeZone);
    return async (kind) => {
      const id = this.feeds.find(kind, clubKey);
      if (id === undefined) return this.nothing(day);
      return wattHours(await readHalfHours(this.store, id, start, count), count).wh;
    };
  }

  private nothing(day: CalendarDay): Promise<Float64Array> {
    return Promise.resolve(new Float64Array(halfHoursOfDay(day, this.config.timeZone)).fill(NaN));
  }
}

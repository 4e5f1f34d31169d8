import { CLUB_SERIES, clubNode } from '@hub/contracts';
import type { DayShape } from '@hub/domain/community';
import { type FeedStore, readHalfHours } from '@hub/domain/series';
import {
  calendarDay,
  dayStart,
  HALF_HOUR_S,
  halfHourStart,
  halfHoursOfDay,
  type Instant,
  shiftDay,
} from '@hub/domain/time';
import { Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { FeedCatalogue } from '../feeds/feed-catalogue';
import { CONFIG, FEED_STORE } from '../ports/ports';

/** How far back the last settled day may be to lend its shape. */
const LOOK_BACK_DAYS = 14;
const SIGNAL_HALF_HOURS = 96;

/** The club's half-hours as they lie in the feeds: pulled from the server, or brought by the gateway. */
@Injectable()
export class ClubFeeds {
  constructor(
    private readonly catalogue: FeedCatalogue,
    @Inject(FEED_STORE) private readonly store: FeedStore,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {}

  /** The newest day before today that has every half-hour of consumption; null: there is none lately. */
  async lastDay(club: string, now: Instant): Promise<DayShape | null> {
    const today = calendarDay(now, this.config.timeZone);
    for (let back = 1; back <= LOOK_BACK_DAYS; back++) {
      const day = shiftDay(today, -back);
      const start = dayStart(day, this.config.timeZone);
      const count = halfHoursOfDay(day, this.config.timeZone);
      const consumptionKWh = await this.read(club, 'consumption', start, count);
      if (consumptionKWh.length < count || consumptionKWh.some(Number.isNaN)) continue;
      return { start, consumptionKWh, generationKWh: await this.read(club, 'generation', start, count) };
    }
    return null;
  }

  /** The gateway's signal from now on, by the start of its half-hour. */
  async signal(club: string, now: Instant): Promise<ReadonlyMap<Instant, number>> {
    const first = halfHourStart(now);
    const values = await this.read(club, 'signal', first, SIGNAL_HALF_HOURS);
    return new Map(
      [...values].flatMap((value, slot): [Instant, number][] =>
        Number.isNaN(value) ? [] : [[first + slot * HALF_HOUR_S, value]],
      ),
    );
  }

  private async read(
    club: string,
    name: (typeof CLUB_SERIES)[number],
    start: Instant,
    count: number,
  ): Promise<Float32Array> {
    const feed = this.catalogue.find(clubNode(club), name);
    return feed ? (await readHalfHours(this.store, feed.id, start, count)).kWh : new Float32Array(0);
  }
}

import { type SeriesKind, type SeriesList, type SeriesValues, type SeriesView } from '@hub/contracts';
import { type FeedStore, readHalfHours } from '@hub/domain/series';
import { HALF_HOUR_S, halfHoursBetween, type Instant, nextHalfHour } from '@hub/domain/time';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { HistorySync } from '../history/history-sync';
import { PulledFeeds } from '../history/pulled-feeds.service';
import { CLUB_KINDS, HOUSEHOLD_KINDS } from '../history/pulled-series';
import { ApiError } from '@hub/nest-http';
import { FEED_STORE } from '../ports/ports';
import { LinkStore } from '../server-link/link.store';
import { requiredLink } from './link-needed';

/** The half-hours of club and household; a series has the number of its feed. */
@Injectable()
export class SeriesService {
  constructor(
    private readonly feeds: PulledFeeds,
    private readonly links: LinkStore,
    private readonly round: HistorySync,
    @Inject(FEED_STORE) private readonly store: FeedStore,
  ) {}

  list(): SeriesList {
    const link = requiredLink(this.links);
    // What is there of a household before the first round of its link is another household's.
    const kinds: readonly SeriesKind[] = [...CLUB_KINDS, ...(this.round.isOf(link) ? HOUSEHOLD_KINDS : [])];
    return {
      series: kinds.flatMap((kind) => {
        const id = this.feeds.find(kind, link.club.key);
        return id === undefined ? [] : [this.view(id, kind)];
      }),
    };
  }

  async values(id: number, start: Instant, end: Instant): Promise<SeriesValues> {
    if (!this.list().series.some((series) => series.id === id))
      throw new ApiError(
        HttpStatus.NOT_FOUND,
        'HUB_SERIES_UNKNOWN',
        `There is no series ${id}.`,
        'GET /api/v1/series lists the series.',
      );
    const from = nextHalfHour(start);
    const count = halfHoursBetween(from, nextHalfHour(end));
    const { kWh: known } = await readHalfHours(this.store, id, from, count);
    const points = Array.from({ length: count }, (_, slot): [number, number | null] => {
      const value = known[slot] ?? NaN;
      return [from + slot * HALF_HOUR_S, Number.isNaN(value) ? null : value];
    });
    return { seriesId: id, unit: 'kWh', intervalS: HALF_HOUR_S, points };
  }

  private view(id: number, kind: SeriesKind): SeriesView {
    const meta = this.store.meta(id);
    const { startTime = 0, npoints: points = 0 } = meta ?? {};
    return { id, kind, unit: 'kWh', intervalS: HALF_HOUR_S, startTime, points };
  }
}

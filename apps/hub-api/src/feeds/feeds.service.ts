import type { RegisteredFeed } from '@hub/adapters/database';
import type { FeedAccepted, FeedList, FeedView } from '@hub/contracts';
import type { FeedStore } from '@hub/domain/series';
import { ApiError } from '@hub/web-shell';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { feedUnknown } from './feed-unknown';
import { InputRegistry } from '../inputs/input-registry';
import { CONFIG, FEED_STORE } from '../ports/ports';
import { type DataQuery, MAX_ROWS, queryOf, stepS } from './data-query';
import { csvOf, jsonOf } from './rows';

@Injectable()
export class FeedsService {
  constructor(
    private readonly registry: InputRegistry,
    @Inject(FEED_STORE) private readonly store: FeedStore,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {}

  list(): FeedList {
    return { feeds: this.registry.all().map(({ feed }) => this.view(feed)) };
  }

  /** The answer piece by piece, as it is read from the disk. */
  data(id: number, request: DataQuery): AsyncIterable<Uint8Array> {
    const feed = this.registry.all().find((input) => input.feed.id === id)?.feed;
    if (!feed) throw feedUnknown(id);
    const query = queryOf(request, this.config.timeZone);
    const intervalS = stepS(query, feed.intervalS);
    if (request.format === 'csv') return csvOf(this.store.batches(id, query));
    refuseTooMany((query.end - query.start) / intervalS, query.start, query.end);
    return jsonOf({ feedId: id, unit: feed.unit, intervalS }, this.store.batches(id, query));
  }

  /** @throws SeriesError HUB_FEED_UNKNOWN, HUB_FEED_NOT_DAMAGED */
  async acceptTruncated(feedId: number): Promise<FeedAccepted> {
    return { feedId, points: await this.store.acceptTruncated(feedId) };
  }

  private view({ id, tag, name, unit, intervalS }: RegisteredFeed): FeedView {
    const meta = this.store.meta(id);
    const last = this.store.last(id);
    return {
      id,
      tag,
      name,
      unit,
      intervalS,
      startTime: meta?.startTime ?? 0,
      points: meta?.npoints ?? 0,
      last: last ? { time: last.time, value: Number.isFinite(last.value) ? last.value : null } : null,
    };
  }
}

function refuseTooMany(rows: number, start: number, end: number): void {
  if (rows <= MAX_ROWS) return;
  throw new ApiError(
    HttpStatus.BAD_REQUEST,
    'HUB_TOO_MANY_ROWS',
    `The answer would have ${Math.ceil(rows)} rows; ${MAX_ROWS} are the most.`,
    `Ask for an interval of at least ${Math.ceil((end - start) / MAX_ROWS)} s, a shorter window, or format=csv.`,
  );
}

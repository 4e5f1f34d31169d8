import type { RegisteredFeed } from '@hub/adapters/hub-database';
import type { FeedAccepted, FeedList, FeedView } from '@hub/contracts';
import { type FeedStore, MAX_CSV_ROWS, type Query, rowsAtMost } from '@hub/domain/series';
import { zoneOf } from '@hub/domain/time';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { feedUnknown } from './feed-unknown';
import { FeedCatalogue } from './feed-catalogue';
import { CONFIG, FEED_STORE } from '../ports/ports';
import { type DataQuery, MAX_ROWS, queryOf, stepS } from './data-query';
import { csvOf, jsonOf } from './rows';

/** Rows that are sent at once: a day of 10 s. A stream of its own costs an answer more than half a day's rows do. */
const WHOLE_ROWS = 10_000;

interface FeedAnswer {
  readonly type: string;
  readonly bytes: Buffer | AsyncIterable<Uint8Array>;
}

@Injectable()
export class FeedsService {
  constructor(
    private readonly catalogue: FeedCatalogue,
    @Inject(FEED_STORE) private readonly store: FeedStore,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {}

  list(): FeedList {
    return { feeds: this.catalogue.all().map((feed) => this.view(feed)) };
  }

  /** Short answers whole, long ones piece by piece, as they are read from the disk. */
  async data(id: number, request: DataQuery): Promise<FeedAnswer> {
    const feed = this.catalogue.get(id);
    if (!feed) throw feedUnknown(id);
    const query = queryOf(request, this.config.timeZone);
    const intervalS = stepS(query, feed.intervalS);
    const rows = rowsAtMost(query, this.store.meta(id) ?? { id, intervalS: feed.intervalS, startTime: 0, npoints: 0 });
    const batches = this.store.batches(id, query);
    refuseTooMany(rows, request.format === 'json' ? MAX_ROWS : MAX_CSV_ROWS, query);
    const pieces =
      request.format === 'csv'
        ? csvOf(batches, zoneOf(query.timezone ?? this.config.timeZone))
        : jsonOf({ feedId: id, unit: feed.unit, intervalS }, batches);
    const type = request.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8';
    return { type, bytes: rows <= WHOLE_ROWS ? await whole(pieces) : pieces };
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

function refuseTooMany(rows: number, most: number, { start, end }: Query): void {
  if (rows <= most) return;
  throw new ApiError(
    HttpStatus.BAD_REQUEST,
    'HUB_TOO_MANY_ROWS',
    `The answer would have ${Math.ceil(rows)} rows; ${most} are the most.`,
    `Ask for an interval of at least ${Math.ceil((end - start) / most)} s, a shorter window${most < MAX_CSV_ROWS ? ', or format=csv' : ''}.`,
  );
}

async function whole(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

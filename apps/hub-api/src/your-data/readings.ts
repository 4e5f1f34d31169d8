import type { ArchivePart } from '@hub/adapters/archive';
import type { RegisteredFeed } from '@hub/adapters/hub-database';
import { encodeMeta, type FeedMeta, type FeedStore, endTime, fileNames, type RowBatch } from '@hub/domain/series';
import { HALF_HOUR_S, type Instant, zoneOf } from '@hub/domain/time';
import { Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { FeedCatalogue } from '../feeds/feed-catalogue';
import { csvOf, jsonOf } from '../feeds/rows';
import { CONFIG, FEED_STORE } from '../ports/ports';
import type { Tell } from './one-download';

type KnownFeed = RegisteredFeed & FeedMeta;
/** The points of every feed, as tables and as the files that emonCMS reads. */
@Injectable()
export class Readings {
  constructor(
    private readonly catalogue: FeedCatalogue,
    @Inject(FEED_STORE) private readonly store: FeedStore,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {}

  /** Those whose files are sound. */
  feeds(): readonly KnownFeed[] {
    return this.catalogue.all().flatMap((feed) => {
      const meta = this.store.meta(feed.id);
      return meta === undefined ? [] : [{ ...feed, ...meta }];
    });
  }

  /** `points`: how many `tell` will be told of in all. */
  parts(tell: Tell): { readonly parts: readonly ArchivePart[]; readonly points: number } {
    const feeds = this.feeds();
    const all = feeds.map((feed) => [...this.tables(feed, tell), ...this.files(feed, tell)]);
    const points = feeds.reduce((sum, feed) => sum + feed.npoints * (isHalfHourly(feed) ? 3 : 2), 0);
    return { parts: all.flat(), points };
  }

  private tables(feed: KnownFeed, tell: Tell): ArchivePart[] {
    const { id, unit, intervalS } = feed;
    const name = `readings/${id}-${plain(feed.tag)}-${plain(feed.name)}`;
    const rows = (): AsyncIterable<RowBatch> => counted(this.store.batches(id, wholeOf(feed)), feed, tell);
    const csv: ArchivePart = { name: `${name}.csv`, open: () => csvOf(rows(), zoneOf(this.config.timeZone)) };
    if (!isHalfHourly(feed)) return [csv];
    return [csv, { name: `${name}.json`, open: () => jsonOf({ feedId: id, unit, intervalS }, rows()) }];
  }

  /** The file of the points first: how many they are is known when it is read, and its description says the same. */
  private files(feed: KnownFeed, tell: Tell): ArchivePart[] {
    let meta: FeedMeta = feed;
    const names = fileNames(feed.id);
    return [
      {
        name: `feed-files/${names.data}`,
        open: () => {
          meta = this.store.meta(feed.id) ?? feed;
          return pointBytes(this.store.raw(feed.id, 0), meta.npoints, tell);
        },
      },
      { name: `feed-files/${names.meta}`, open: () => [encodeMeta(meta)] },
    ];
  }
}

const isHalfHourly = ({ intervalS }: FeedMeta): boolean => intervalS >= HALF_HOUR_S;

const wholeOf = (
  feed: FeedMeta,
): { readonly start: Instant; readonly end: Instant; readonly interval: 'original'; readonly skipMissing: true } => ({
  start: feed.startTime,
  end: endTime(feed),
  interval: 'original',
  skipMissing: true,
});

/** For names of files on every system. */
const plain = (text: string): string => text.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, 60);

async function* counted(batches: AsyncIterable<RowBatch>, feed: KnownFeed, tell: Tell): AsyncGenerator<RowBatch> {
  let seen = 0;
  for await (const batch of batches) {
    yield batch;
    const last = batch.times[batch.length - 1];
    const upTo = last === undefined ? seen : Math.round((last - feed.startTime) / feed.intervalS) + 1;
    tell(upTo - seen);
    seen = upTo;
  }
  tell(feed.npoints - seen);
}

/** The bytes of so many points; fewer where the feed became shorter meanwhile. */
export async function* pointBytes(
  blocks: AsyncIterable<Float32Array>,
  npoints: number,
  tell: Tell,
): AsyncGenerator<Uint8Array> {
  let left = npoints;
  for await (const block of blocks) {
    const points = block.subarray(0, left);
    if (points.length > 0) yield new Uint8Array(points.buffer, points.byteOffset, points.byteLength);
    tell(points.length);
    left -= points.length;
    if (left === 0) return;
  }
}

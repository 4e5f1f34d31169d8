import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type AppendOptions,
  type AppendResult,
  type FeedFault,
  type FeedId,
  type FeedMeta,
  type FeedStore,
  nearestIndex,
  type Point,
  type Query,
  type Row,
  type RowBatch,
  runQuery,
  unknownFeed,
} from '@hub/domain/series';
import type { Instant } from '@hub/domain/time';
import { isDamaged } from '../feed/faults';
import type { Feed } from '../feed/feed';
import type { EarlyPoints } from './early-points';
import type { Engine } from './engine';
import type { FlushTimer } from './flush-timer';
import { acceptTruncated, createFeed, keepFrom, removeFeed, soundFeed } from './reshape';

/** Feeds of 15 min and slower hold half-hourly and billing values: they are logged at once. */
const DURABLE_FROM_S = 900;
/** Longest a query works before others get their turn. */
const TURN_MS = 5;
const RAW_BLOCK_POINTS = 16_384;

/** A store on a disk of any kind. */
export class DiskFeedStore implements FeedStore {
  constructor(
    private readonly engine: Engine,
    private readonly timer: FlushTimer,
    private readonly earlyPoints: EarlyPoints,
  ) {}

  create(id: FeedId, { intervalS }: { readonly intervalS: number }): Promise<void> {
    return this.engine.inTurn(() => createFeed(this.engine, id, intervalS));
  }

  remove(id: FeedId): Promise<void> {
    return this.engine.inTurn(() => removeFeed(this.engine, id));
  }

  clear(id: FeedId): Promise<void> {
    return this.engine.inTurn(() => {
      const feed = soundFeed(this.engine, id);
      keepFrom(this.engine, feed, feed.npoints);
    });
  }

  async trim(id: FeedId, startTime: Instant): Promise<number> {
    await this.earlyPoints.settled(id);
    return this.engine.inTurn(() => {
      const feed = soundFeed(this.engine, id);
      const first = Math.max(0, Math.ceil((startTime - feed.startTime) / feed.intervalS));
      return keepFrom(this.engine, feed, Math.min(first, feed.npoints)).npoints;
    });
  }

  acceptTruncated(id: FeedId): Promise<number> {
    return this.engine.inTurn(() => acceptTruncated(this.engine, id));
  }

  ids(): readonly FeedId[] {
    return [...this.engine.feeds.keys()];
  }

  append(id: FeedId, points: readonly Point[], options: AppendOptions = {}): AppendResult {
    const feed = this.engine.feeds.get(id);
    if (feed === undefined) throw unknownFeed(id);
    const result = this.engine.append(feed, points, options);
    if (options.durable ?? feed.intervalS >= DURABLE_FROM_S) this.timer.soon();
    return result;
  }

  meta(id: FeedId): FeedMeta | undefined {
    const feed = this.engine.feeds.get(id);
    return feed === undefined || isDamaged(feed.fault) ? undefined : feed.meta;
  }

  last(id: FeedId): Point | undefined {
    const feed = this.engine.feeds.get(id);
    return feed === undefined || isDamaged(feed.fault) ? undefined : this.lastPoint(feed);
  }

  async valueAt(id: FeedId, time: Instant): Promise<number | null> {
    await this.earlyPoints.settled(id);
    return this.nearest(soundFeed(this.engine, id), time);
  }

  async valuesAt(id: FeedId, times: readonly Instant[]): Promise<(number | null)[]> {
    await this.earlyPoints.settled(id);
    const feed = soundFeed(this.engine, id);
    return times.map((time) => this.nearest(feed, time));
  }

  async *query(id: FeedId, query: Query): AsyncGenerator<Row> {
    for await (const { times, values, length } of this.batches(id, query)) {
      for (let row = 0; row < length; row++) {
        const value = values[row] ?? NaN;
        yield [times[row] ?? 0, Number.isNaN(value) ? null : value];
      }
    }
  }

  async *batches(id: FeedId, query: Query): AsyncGenerator<RowBatch> {
    await this.earlyPoints.settled(id);
    const feed = soundFeed(this.engine, id);
    const source =
      query.average === true
        ? this.engine.averagedSource(feed, (query.end - query.start) / feed.intervalS)
        : this.engine.source(feed);
    let since = performance.now();
    for (const batch of runQuery(source, query, this.lastPoint(feed))) {
      yield batch;
      if (performance.now() - since < TURN_MS) continue;
      await nextTurn();
      since = performance.now();
    }
  }

  async *raw(id: FeedId, first: number): AsyncGenerator<Float32Array> {
    const feed = soundFeed(this.engine, id);
    const source = this.engine.source(feed);
    for (let at = first; at < feed.npoints; at += RAW_BLOCK_POINTS) {
      const points = new Float32Array(Math.min(RAW_BLOCK_POINTS, feed.npoints - at));
      source.read(at, points);
      yield points;
      await nextTurn();
    }
  }

  faults(): readonly FeedFault[] {
    return this.engine.faults();
  }

  flush(): Promise<void> {
    return this.engine.flush();
  }

  complete(): Promise<void> {
    return this.engine.complete();
  }

  async close(): Promise<void> {
    this.timer.stop();
    await this.engine.close();
  }

  private lastPoint(feed: Feed): Point | undefined {
    if (feed.npoints === 0) return undefined;
    const index = feed.npoints - 1;
    return { time: feed.startTime + index * feed.intervalS, value: this.engine.source(feed).at(index) };
  }

  private nearest(feed: Feed, time: Instant): number | null {
    const index = nearestIndex(feed.meta, time);
    if (index === undefined) return null;
    const value = this.engine.source(feed).at(index);
    return Number.isNaN(value) ? null : value;
  }
}

import type { AppendResult, FeedStore, Point } from '@hub/domain/series';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { FEED_STORE } from '../ports/ports';
import { IngestCounters } from './ingest-counters';
import type { OpenInput } from './input-registry';

/** Puts points into feeds and remembers the newest of each input. */
@Injectable()
export class PointWriter {
  private readonly logger = new Logger('feeds');

  constructor(
    @Inject(FEED_STORE) private readonly feeds: FeedStore,
    private readonly counters: IngestCounters,
  ) {}

  /** Appends points that belong to one input, in the order of arrival. A feed that fails costs only its own points. */
  write(input: OpenInput, points: readonly Point[]): void {
    try {
      this.count(this.feeds.append(input.feed.id, points, input.feed.durable ? DURABLE : undefined));
    } catch (error) {
      this.counters.reject('feed-error', points.length);
      this.logger.error(error, `feed ${input.feed.id} of ${input.node}/${input.name} took no points`);
    }
    for (const point of points) remember(input, point);
  }

  private count({ stored, updated, ignored, reasons }: AppendResult): void {
    this.counters.stored += stored + updated;
    if (ignored === 0) return;
    for (const [reason, count] of Object.entries(reasons)) this.counters.reject(`feed-${reason}`, count);
  }
}

const DURABLE = { durable: true } as const;

function remember(input: OpenInput, { time, value }: Point): void {
  if (input.last === null) input.last = { time, value };
  else if (time >= input.last.time) {
    input.last.time = time;
    input.last.value = value;
  }
}

import type { AppendOptions, AppendResult, FeedStore, Point } from '@hub/domain/series';
import { HALF_HOUR_S } from '@hub/domain/time';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Subject } from 'rxjs';
import { FEED_STORE } from '../ports/ports';
import { IngestCounters } from './ingest-counters';
import type { OpenInput } from './input-registry';
import { ProcessRunner } from './process-runner';

/** Puts points into feeds and remembers the newest of each input. */
@Injectable()
export class PointWriter {
  private readonly logger = new Logger('feeds');

  constructor(
    @Inject(FEED_STORE) private readonly feeds: FeedStore,
    private readonly processes: ProcessRunner,
    private readonly counters: IngestCounters,
  ) {}

  /** Half-hours of a meter or a club, as they arrive. */
  readonly halfHours = new Subject<{
    readonly node: string;
    readonly name: string;
    readonly points: readonly Point[];
  }>();

  /** What lists remember of an earlier run; before the first point. */
  load(): Promise<void> {
    return this.processes.load();
  }

  /** Takes points that belong to one input, in the order of arrival. A feed that fails costs only its own points. */
  write(input: OpenInput, points: readonly Point[]): void {
    this.see(input, points);
    if (input.feed.intervalS === HALF_HOUR_S) this.halfHours.next({ node: input.node, name: input.name, points });
    if (input.steps === null) {
      this.append(input, input.feed.id, points, input.feed.durable ? DURABLE : undefined);
      return;
    }
    for (const each of points) {
      for (const { feedId, point, gap } of this.processes.run(input, each))
        this.append(input, feedId, [point], { gap });
    }
  }

  /** The newest value of an input, before any list looks at it: those of one message see each other. */
  see(input: OpenInput, points: readonly Point[]): void {
    for (const point of points) remember(input, point);
  }

  private append(
    { node, name }: OpenInput,
    feedId: number,
    points: readonly Point[],
    options: AppendOptions | undefined,
  ): void {
    try {
      this.count(this.feeds.append(feedId, points, options));
    } catch (error) {
      this.counters.reject('feed-error', points.length);
      this.logger.error(error, `feed ${feedId} of ${node}/${name} took no points`);
    }
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

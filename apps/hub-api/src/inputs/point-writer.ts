import { isNewest } from '@hub/domain/metering';
import type { AppendOptions, AppendResult, FeedStore, Point } from '@hub/domain/series';
import { HALF_HOUR_S } from '@hub/domain/time';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Subject } from 'rxjs';
import { CLOCK, type Clock, FEED_STORE } from '../ports/ports';
import { IngestCounters } from './ingest-counters';
import type { OpenInput } from './input-registry';
import { LiveFeeds } from './live-feeds';
import { ProcessRunner } from './process-runner';
import { RejectionLog } from './rejection-log';

/** Puts points into feeds and remembers the newest of each input. */
@Injectable()
export class PointWriter {
  private readonly logger = new Logger('feeds');
  private readonly log = new RejectionLog((note) => this.logger.warn(note, `points not taken: ${note.reason}`));
  private readonly live: LiveFeeds;

  constructor(
    @Inject(FEED_STORE) private readonly feeds: FeedStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly processes: ProcessRunner,
    private readonly counters: IngestCounters,
  ) {
    this.live = new LiveFeeds(feeds, (feedId) =>
      this.logger.warn(`feed ${feedId} restarts: its few points were of another age`),
    );
  }

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

  /** The newest known value of a feed. */
  lastOf(feedId: number): Point | null {
    const last = this.feeds.last(feedId);
    return last && Number.isFinite(last.value) ? { ...last } : null;
  }

  /** Takes points that belong to one input, in the order of arrival. A feed that fails costs only its own points. */
  write(input: OpenInput, points: readonly Point[]): void {
    this.see(input, points);
    const { feed, steps } = input;
    if (steps !== null) for (const point of points) this.process(input, point);
    else if (feed?.intervalS === HALF_HOUR_S) {
      this.halfHours.next({ node: input.node, name: input.name, points });
      this.append(input, feed.id, points, feed.durable ? DURABLE : {});
    } else if (feed !== null) this.append(input, feed.id, points, this.live.options(feed.id, points));
  }

  /** The newest value of an input, before any list looks at it: those of one message see each other. */
  see(input: OpenInput, points: readonly Point[]): void {
    const now = this.clock();
    for (const { time, value } of points) {
      if (input.last === null) input.last = { time, value };
      else if (isNewest(input.last.time, time, now)) {
        input.last.time = time;
        input.last.value = value;
      }
    }
  }

  /** A process remembers what its feed took: a reading that was refused there leaves no trace. */
  private process(input: OpenInput, point: Point): void {
    const outcome = this.processes.run(input, point);
    const refused = new Set<number>();
    for (const { feedId, point: written, gap } of outcome.writes) {
      const options = { gap, ...this.live.options(feedId, [written]) };
      if (!this.append(input, feedId, [written], options)) refused.add(feedId);
    }
    this.processes.remember(input, outcome, refused);
  }

  private append({ node, name }: OpenInput, feedId: number, points: readonly Point[], options: AppendOptions): boolean {
    try {
      const result = this.feeds.append(feedId, points, options);
      this.count(result);
      return result.ignored === 0;
    } catch (error) {
      this.counters.reject('feed-error', points.length);
      const reason = error instanceof Error ? error.message : String(error);
      this.log.note(reason, `feed ${feedId} of ${node}/${name}`, this.clock());
      return false;
    }
  }

  private count({ stored, updated, ignored, reasons }: AppendResult): void {
    this.counters.stored += stored + updated;
    if (ignored === 0) return;
    for (const [reason, count] of Object.entries(reasons)) this.counters.reject(`feed-${reason}`, count);
  }
}

const DURABLE = { durable: true } as const;

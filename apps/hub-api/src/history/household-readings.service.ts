import { meterNode } from '@hub/contracts';
import { type FeedStore, newerReadings, type Point, readHalfHours } from '@hub/domain/series';
import { halfHoursBetween } from '@hub/domain/time';
import { OneAtATime } from '@hub/nest-http';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { filter, type Subscription } from 'rxjs';
import { PointWriter } from '../inputs/point-writer';
import { MeterService } from '../metering/meter.service';
import { FEED_STORE } from '../ports/ports';
import { PulledFeeds } from './pulled-feeds.service';
import { endOf, SyncStateStore } from './sync-state.store';

/** Name of the half-hours that a meter's gateway brings. */
const METERED = 'import_halfhour';

/** What the meter's gateway brings goes on the household's series, until the server has settled it. */
@Injectable()
export class HouseholdReadings implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('history');
  private readonly writes = new OneAtATime();
  private arrivals: Subscription | undefined;

  constructor(
    private readonly writer: PointWriter,
    private readonly meter: MeterService,
    private readonly feeds: PulledFeeds,
    private readonly taken: SyncStateStore,
    @Inject(FEED_STORE) private readonly store: FeedStore,
  ) {}

  onApplicationBootstrap(): void {
    const own = this.writer.halfHours.pipe(filter(({ node, name }) => name === METERED && this.isOwn(node)));
    this.arrivals = own.subscribe(({ points }) => {
      this.writes.run(() => this.take(points)).catch((error: unknown) => this.logger.error(error));
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.arrivals?.unsubscribe();
    await this.writes.run(() => Promise.resolve());
  }

  /** A hub that hears several meters has one of its own: the one that it shows live. */
  private isOwn(node: string): boolean {
    const now = this.meter.now;
    return now === null ? node.startsWith(meterNode('')) : node === meterNode(now.serial);
  }

  private async take(points: readonly Point[]): Promise<void> {
    const use = this.feeds.household('use');
    const first = points[0];
    // Before the first pull there is no series to go on with; what the meter said is in its own feed.
    if (use === undefined || first === undefined || this.taken.now.completeAt === null) return;
    const times = points.map(({ time }) => time);
    const start = times.reduce((a, b) => Math.min(a, b));
    const count =
      halfHoursBetween(
        start,
        times.reduce((a, b) => Math.max(a, b)),
      ) + 1;
    const known = await readHalfHours(this.store, use, start, count);
    const settled = this.taken.now.series.use;
    const newer = newerReadings(points, known, settled ? endOf(settled) : 0);
    if (newer.length === 0) return;
    this.store.append(use, newer, { durable: true });
    // A reading takes the place of its estimate.
    const estimated = this.feeds.household('estimated');
    if (estimated !== undefined) this.store.append(estimated, newer, { durable: true });
  }
}

import type { Database, RegisteredFeed, RegisteredInput } from '@hub/adapters/database';
import type { Source } from '@hub/domain/metering';
import type { FeedStore, Point } from '@hub/domain/series';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DATABASE, FEED_STORE } from '../ports/ports';
import { IngestCounters } from './ingest-counters';
import { InputRegistry } from './input-registry';
import { PointWriter } from './point-writer';
import { WaitingReadings } from './waiting-readings';

/** Points that wait for the database: four days of a house whose three meter values come every 10 s. */
export const WAITING_POINTS = 100_000;
/** Inputs of one hub. A house has dozens; a device that invents names must not fill the disk. */
export const MAX_INPUTS = 1_000;
/** Inputs registered in one transaction. */
const BATCH = 100;
const RETRY_MS = 500;

/**
 * Finds the input of a reading or makes it. Each round is the same: ask what waits, register it, write what waited. A
 * database that is away, or goes away in the middle, needs no special case.
 */
@Injectable()
export class Registrar implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('inputs');
  readonly waiting = new WaitingReadings({ points: WAITING_POINTS, inputs: MAX_INPUTS });
  private round: Promise<void> | null = null;
  private retry: NodeJS.Timeout | null = null;
  private loaded = false;
  private stopped = false;
  private fault: string | null = null;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(FEED_STORE) private readonly feeds: FeedStore,
    private readonly registry: InputRegistry,
    private readonly writer: PointWriter,
    private readonly counters: IngestCounters,
  ) {}

  onApplicationBootstrap(): void {
    this.database.onOpen(() => this.wake());
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.retry) clearTimeout(this.retry);
    await this.round;
  }

  /** Stores points, now or when their input exists. Returns why not, if not. */
  write(source: Source, points: readonly Point[]): 'buffer-full' | 'too-many-inputs' | null {
    const input = this.registry.find(source.node, source.name);
    if (input) {
      this.writer.write(input, points);
      return null;
    }
    const refused = this.keep(source, points);
    this.wake();
    return refused;
  }

  /** Makes the newest values of one message known to each other's lists, before {@link write} brings them there. */
  see(source: Source, points: readonly Point[]): void {
    const input = this.registry.find(source.node, source.name);
    if (input) this.writer.see(input, points);
  }

  /** Makes inputs and feeds before anything was read. @throws while the database is away */
  async ensure(sources: readonly Source[]): Promise<void> {
    await this.adopt(await this.database.register(sources));
  }

  private keep(source: Source, points: readonly Point[]): 'buffer-full' | 'too-many-inputs' | null {
    for (const [index, { time, value }] of points.entries()) {
      const outcome = this.waiting.add({ source, time, value }, this.registry.size);
      if (outcome === 'kept') continue;
      this.counters.dropped += points.length - index;
      return outcome;
    }
    return null;
  }

  private wake(): void {
    if (this.round || this.retry || this.stopped || !this.database.opened()) return;
    this.round = this.run().finally(() => {
      this.round = null;
    });
  }

  private async run(): Promise<void> {
    try {
      if (!this.loaded) await this.load();
      this.loaded = true;
      for (let next = this.waiting.next(BATCH); next.length > 0 && !this.stopped; next = this.waiting.next(BATCH)) {
        const opened = await this.adopt(await this.database.register(next));
        if (opened === 0) throw new Error(`none of ${next.length} feeds could be opened`);
      }
      this.fault = null;
    } catch (error) {
      this.later(error instanceof Error ? error.message : String(error));
    }
  }

  private async load(): Promise<void> {
    await this.writer.load();
    await this.adopt(await this.database.inputs());
  }

  /** Without the pause each message would ask a database that is away. */
  private later(fault: string): void {
    if (fault !== this.fault) this.logger.warn(`new inputs wait: ${fault}`);
    this.fault = fault;
    if (this.stopped) return;
    this.retry = setTimeout(() => {
      this.retry = null;
      this.wake();
    }, RETRY_MS);
  }

  /** Opens the feeds of inputs and writes what waited for them. Returns how many could be opened. */
  private async adopt(inputs: readonly RegisteredInput[]): Promise<number> {
    let opened = 0;
    for (const input of inputs) {
      const { feed } = input;
      if (!feed) continue;
      try {
        await this.feeds.create(feed.id, { intervalS: feed.intervalS });
        this.open({ ...input, feed });
        opened += 1;
      } catch (error) {
        this.logger.error(error, `feed ${feed.id} of ${input.node}/${input.name} could not be opened`);
      }
    }
    return opened;
  }

  private open(registered: RegisteredInput & { readonly feed: RegisteredFeed }): void {
    const known = this.registry.find(registered.node, registered.name);
    const input = known ?? this.registry.add(registered);
    if (!known) input.last = this.lastOf(registered.feed.id);
    const waited = this.waiting.take(registered.node, registered.name);
    if (waited) this.writer.write(input, waited.points);
  }

  private lastOf(feedId: number): Point | null {
    const last = this.feeds.last(feedId);
    return last && Number.isFinite(last.value) ? { ...last } : null;
  }
}

import type { Database, NewInput, RegisteredInput } from '@hub/adapters/hub-database';
import type { HealthCheck } from '@hub/contracts';
import type { Source } from '@hub/domain/metering';
import type { Point } from '@hub/domain/series';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { FeedCatalogue } from '../feeds/feed-catalogue';
import { DATABASE } from '../ports/ports';
import { IngestCounters } from './ingest-counters';
import { keyOf } from './input-key';
import { accountOf, InputQuota } from './input-quota';
import { InputRegistry } from './input-registry';
import { PointWriter } from './point-writer';
import { RefusedInputs, type Refusal } from './refused-inputs';
import { WaitingReadings } from './waiting-readings';

/** Points that wait for the database: four days of a house whose three meter values come every 10 s. */
export const WAITING_POINTS = 100_000;
/** Inputs registered in one transaction. */
const BATCH = 100;
const RETRY_MS = 500;
const LONGEST_RETRY_MS = 4_000;

/** Why points were not taken. */
export type WriteRefusal = Refusal | 'buffer-full';

/**
 * Finds the input of a reading or makes it. Each round is the same: ask what waits, register it, write what waited. A
 * database that is away, or goes away in the middle, needs no special case; a source that it refuses is set aside.
 */
@Injectable()
export class Registrar implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('inputs');
  readonly waiting = new WaitingReadings({ points: WAITING_POINTS, pointsOfDevices: WAITING_POINTS / 2 });
  private readonly quota = new InputQuota();
  private readonly refused = new RefusedInputs();
  private round: Promise<void> | null = null;
  private retry: NodeJS.Timeout | null = null;
  private failures = 0;
  private loaded = false;
  private stopped = false;
  private fault: string | null = null;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly catalogue: FeedCatalogue,
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

  /** Stores points, now or when their input exists. `account`: who brought them, where that is known. Returns why not, if not. */
  write(source: Source, points: readonly Point[], account?: string): WriteRefusal | null {
    const input = this.registry.find(source.node, source.name);
    if (input && (input.feed !== null || input.steps !== null || !source.logged)) {
      this.writer.write(input, points);
      return null;
    }
    const whose = accountOf(source, account);
    const refused = this.keep({ source, account: whose }, points, input !== undefined);
    if (refused) this.counters.dropped += points.length;
    this.wake();
    return refused;
  }

  /** Makes the newest values of one message known to each other's lists, before {@link write} brings them there. */
  see(source: Source, points: readonly Point[]): void {
    const input = this.registry.find(source.node, source.name);
    if (input) this.writer.see(input, points);
  }

  /** Inputs are gone: their places are free again. */
  async remove(ids: readonly number[]): Promise<void> {
    await this.database.removeInputs(ids);
    for (const id of ids) {
      const input = this.registry.get(id);
      if (!input) continue;
      this.registry.remove(id);
      this.quota.remove(accountOf(input, input.account ?? undefined));
    }
  }

  /** Whether devices find room, for the health. */
  check(): HealthCheck {
    return this.refused.check();
  }

  private keep(input: NewInput, points: readonly Point[], isKnown: boolean): WriteRefusal | null {
    const { source, account } = input;
    const key = keyOf(source.node, source.name);
    if (this.refused.isSetAside(key)) return 'not-registered';
    if (!isKnown && !this.waiting.has(source)) {
      if (!this.quota.hasRoom(account)) return this.refused.tooMany(key);
      this.quota.add(account);
    }
    for (const point of points) if (this.waiting.add(input, point) === 'buffer-full') return 'buffer-full';
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
      for (let next = this.waiting.next(BATCH); next.length > 0 && !this.stopped; next = this.waiting.next(BATCH))
        await this.make(next);
      this.fault = null;
      this.failures = 0;
    } catch (error) {
      this.later(error instanceof Error ? error.message : String(error));
    }
  }

  private async load(): Promise<void> {
    await this.writer.load();
    await this.catalogue.load();
    for (const input of await this.database.inputs()) {
      if (!this.registry.get(input.id) && !this.waiting.has(input))
        this.quota.add(accountOf(input, input.account ?? undefined));
      this.open(input);
    }
  }

  /** Registers inputs and writes what waited for them. @throws where it is worth another try */
  private async make(inputs: readonly NewInput[]): Promise<void> {
    const made = await this.registered(inputs);
    await this.catalogue.adopt(made.flatMap(({ feedId }) => feedId ?? []));
    const byKey = new Map(made.map((input) => [keyOf(input.node, input.name), input]));
    let unopened = 0;
    for (const { source } of inputs) {
      const input = byKey.get(keyOf(source.node, source.name));
      if (!input) this.setAside(source, 'the database took it and does not know it');
      else if (source.logged && this.catalogue.get(input.feedId ?? 0) === undefined) unopened += 1;
      else this.open(input);
    }
    if (unopened > 0) throw new Error(`${unopened} of ${inputs.length} feeds could not be opened`);
  }

  /** All at once; one by one where the database refuses that, so that one bad source costs no other. */
  private async registered(inputs: readonly NewInput[]): Promise<readonly RegisteredInput[]> {
    try {
      return await this.database.register(inputs);
    } catch (error) {
      // A database that is away refuses everything.
      await this.database.ping();
      const [only] = inputs;
      if (only === undefined) throw error;
      if (inputs.length > 1) {
        const each: RegisteredInput[] = [];
        for (const input of inputs) each.push(...(await this.registered([input])));
        return each;
      }
      this.setAside(only.source, error instanceof Error ? error.message : String(error));
      return [];
    }
  }

  private setAside(source: Source, why: string): void {
    const waited = this.waiting.take(source.node, source.name);
    if (!waited) return;
    this.counters.reject('not-registered', waited.points.length);
    this.counters.dropped += waited.points.length;
    this.quota.remove(waited.account);
    this.refused.setAside(keyOf(source.node, source.name));
    this.logger.warn(`${source.node}/${source.name} could not be registered and is left alone for an hour: ${why}`);
  }

  /** Without the pause each message would ask a database that is away. */
  private later(fault: string): void {
    if (fault !== this.fault) this.logger.warn(`new inputs wait: ${fault}`);
    this.fault = fault;
    this.failures += 1;
    if (this.stopped) return;
    const pauseMs = Math.min(RETRY_MS * 2 ** Math.min(this.failures - 1, 8), LONGEST_RETRY_MS);
    this.retry = setTimeout(() => {
      this.retry = null;
      this.wake();
    }, pauseMs);
  }

  private open(registered: RegisteredInput): void {
    const feed = this.catalogue.get(registered.feedId ?? 0) ?? null;
    const known = this.registry.find(registered.node, registered.name);
    const input = this.registry.add(registered, feed);
    if (!known && feed) input.last = this.writer.lastOf(feed.id);
    const waited = this.waiting.take(registered.node, registered.name);
    if (waited) this.writer.write(input, waited.points);
  }
}

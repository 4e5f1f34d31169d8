import type { Cache } from '@hub/adapters/redis';
import { PeriodicTask } from '@hub/nest-http';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import * as z from 'zod/mini';
import { CACHE } from '../ports/ports';
import { InputRegistry, type LastValue, type OpenInput } from './input-registry';

const INPUTS_KEY = 'hub:inputs:last';
const PERIOD_MS = 1_000;

const Last = z.tuple([z.number(), z.number()]);

/**
 * Keeps the newest values in Redis, where they outlive a restart of the hub without touching the card. Each round sends
 * what differs from what was sent; a Redis that comes back empty gets everything.
 */
@Injectable()
export class CacheMirror implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('cache');
  private readonly sent = new Map<number, number>();
  private earlier: Map<number, LastValue> | null = null;
  private readonly rounds = new PeriodicTask(() => this.mirror(), {
    everyMs: PERIOD_MS,
    onError: (error) =>
      this.logger.warn(`last values wait for Redis: ${error instanceof Error ? error.message : String(error)}`),
  });

  constructor(
    @Inject(CACHE) private readonly cache: Cache,
    private readonly registry: InputRegistry,
  ) {}

  onApplicationBootstrap(): void {
    this.cache.onConnect(() => this.sent.clear());
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
    await this.mirror().catch(() => undefined);
  }

  private async mirror(): Promise<undefined> {
    if (!this.cache.connected()) return;
    // Before the first write: it would hide what the last run of the hub left.
    this.earlier ??= await this.load();
    this.restore(this.earlier);
    const changed = this.registry.all().flatMap(unsent(this.sent));
    await this.cache.setFields(INPUTS_KEY, new Map(changed.map(({ id, last }) => [String(id), encode(last)])));
    for (const { id, last } of changed) this.sent.set(id, last.time);
  }

  private async load(): Promise<Map<number, LastValue>> {
    const entries = Object.entries(await this.cache.fields(INPUTS_KEY));
    return new Map(entries.flatMap(([id, text]) => decode(text).map((last) => [Number(id), last] as const)));
  }

  /** Inputs become known when the database is there, which may be later than Redis. */
  private restore(earlier: Map<number, LastValue>): void {
    for (const [id, last] of earlier) {
      const input = this.registry.get(id);
      if (!input) continue;
      if (input.last === null || input.last.time < last.time) input.last = last;
      earlier.delete(id);
    }
  }
}

/** Newest values that differ from what was sent; two within one second count as one. */
const unsent =
  (sent: ReadonlyMap<number, number>) =>
  ({ id, last }: OpenInput): readonly { readonly id: number; readonly last: LastValue }[] =>
    last && sent.get(id) !== last.time ? [{ id, last: { ...last } }] : [];

const encode = ({ time, value }: LastValue): string => JSON.stringify([time, value]);

function decode(text: string): readonly LastValue[] {
  const parsed = z.safeParse(Last, json(text));
  return parsed.success ? [{ time: parsed.data[0], value: parsed.data[1] }] : [];
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

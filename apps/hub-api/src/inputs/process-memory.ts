import type { Database, StoredMemory } from '@hub/adapters/hub-database';
import type { Memory, Remembered } from '@hub/domain/metering';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DATABASE } from '../ports/ports';

/** A round for all that moved in the same message storm. */
const SAVE_AFTER_MS = 1_000;
const RETRY_MS = 10_000;

/**
 * What processes know from the reading before. It is written to the database where a lasting memory says something new, a
 * meter's first reading or its exchange, and at a stop: never with each reading.
 */
@Injectable()
export class ProcessMemory implements OnApplicationShutdown {
  private readonly logger = new Logger('processes');
  private readonly memories = new Map<number, Map<string, Memory>>();
  private readonly moved = new Map<string, StoredMemory>();
  private timer: NodeJS.Timeout | null = null;

  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Once, before the first reading goes through a list. What is known already is newer. */
  async load(): Promise<void> {
    for (const { inputId, name, time, value, total, lasting } of await this.database.takeMemories()) {
      const known = this.of(inputId);
      if (known.has(name)) continue;
      known.set(name, {
        time,
        value,
        ...(total !== null && { total }),
        ...(lasting && { lasting }),
        beforeOutage: true,
      });
    }
  }

  of(inputId: number): Map<string, Memory> {
    let known = this.memories.get(inputId);
    if (known === undefined) this.memories.set(inputId, (known = new Map<string, Memory>()));
    return known;
  }

  remember(inputId: number, { key, memory, moved }: Remembered): void {
    this.of(inputId).set(key, memory);
    if (moved !== true) return;
    this.moved.set(`${inputId}/${key}`, rowOf(inputId, key, memory));
    this.timer ??= setTimeout(() => void this.save(), SAVE_AFTER_MS);
  }

  /** The input has another list: it starts again. */
  forget(inputId: number): void {
    this.memories.delete(inputId);
    for (const [key, row] of this.moved) if (row.inputId === inputId) this.moved.delete(key);
  }

  /** A feed was emptied, or is gone: what is known of it is not true any more. */
  async forgetFeed(feedId: number): Promise<void> {
    const isOfFeed = (key: string): boolean => key.endsWith(`:${feedId}`);
    for (const known of this.memories.values()) for (const key of known.keys()) if (isOfFeed(key)) known.delete(key);
    for (const key of this.moved.keys()) if (isOfFeed(key)) this.moved.delete(key);
    await this.database.forgetFeed(feedId);
  }

  /** Nothing was heard for a while: what was between the last readings and the next ones is not known. */
  outage(): void {
    for (const known of this.memories.values())
      for (const [key, memory] of known) known.set(key, { ...memory, beforeOutage: true });
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    const all = [...this.memories].flatMap(([inputId, known]) =>
      [...known].map(([key, memory]) => rowOf(inputId, key, memory)),
    );
    try {
      if (all.length > 0) await this.database.saveMemories(all);
    } catch (error) {
      this.logger.warn(error, 'what processes remember could not be saved; each starts again, and invents nothing');
    }
  }

  private async save(): Promise<void> {
    const rows = [...this.moved];
    try {
      await this.database.saveMemories(rows.map(([, row]) => row));
      for (const [key, row] of rows) if (this.moved.get(key) === row) this.moved.delete(key);
      this.timer = this.moved.size > 0 ? setTimeout(() => void this.save(), SAVE_AFTER_MS) : null;
    } catch {
      // The database is away: the health says so.
      this.timer = setTimeout(() => void this.save(), RETRY_MS);
    }
  }
}

const rowOf = (inputId: number, name: string, { time, value, total, lasting }: Memory): StoredMemory => ({
  inputId,
  name,
  time,
  value,
  total: total ?? null,
  lasting: lasting === true,
});

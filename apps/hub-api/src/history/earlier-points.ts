import { join } from 'node:path';
import { removeIfExists, writeFileAtomic, readIfExists } from '@hub/adapters/system';
import type { FeedId, HalfHoursKWh } from '@hub/domain/series';
import * as z from 'zod/mini';

const Kept = z.object({ start: z.number(), values: z.string() });

/**
 * What a feed had before a longer history took its place: a feed cannot grow at its front, so it is written again, and what it
 * knew is laid over it afterwards. On the disk meanwhile, so that a power cut costs none of it.
 */
export class EarlierPoints {
  constructor(private readonly dir: string) {}

  async keep(id: FeedId, { start, kWh }: HalfHoursKWh): Promise<void> {
    const values = Buffer.from(kWh.buffer, kWh.byteOffset, kWh.byteLength).toString('base64');
    await writeFileAtomic(this.at(id), JSON.stringify({ start, values }));
  }

  /** Undefined where nothing is kept. */
  async of(id: FeedId): Promise<HalfHoursKWh | undefined> {
    const text = await readIfExists(this.at(id));
    if (text === undefined) return undefined;
    const { start, values } = Kept.parse(JSON.parse(text));
    const bytes = Buffer.from(values, 'base64');
    return { start, kWh: new Float32Array(new Uint8Array(bytes).buffer) };
  }

  forget(id: FeedId): Promise<void> {
    return removeIfExists(this.at(id));
  }

  private at(id: FeedId): string {
    return join(this.dir, `earlier-${id}.json`);
  }
}

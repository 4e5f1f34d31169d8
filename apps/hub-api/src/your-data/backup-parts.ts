import { createHash, type Hash } from 'node:crypto';
import type { SizedPart } from '@hub/adapters/archive';
import type { Database } from '@hub/adapters/hub-database';
import { encodeMeta, type FeedMeta, type FeedStore, fileNames, POINT_BYTES } from '@hub/domain/series';
import { Inject, Injectable } from '@nestjs/common';
import { DATABASE, FEED_STORE } from '../ports/ports';
import { HouseholdFiles } from './household-files';
import { pointBytes, Readings } from './readings';

/** Grows when an older hub could not read what is written now. */
export const BACKUP_FORMAT = 1;
const SUMS = 'checksums.sha256';

/** Everything of the household, for another hub: a manifest, the database, settings, the feeds' files and their checksums. */
@Injectable()
export class BackupParts {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(FEED_STORE) private readonly store: FeedStore,
    private readonly readings: Readings,
    private readonly files: HouseholdFiles,
  ) {}

  /** `stamp`: the version that makes it, and unix seconds. */
  async all(stamp: { readonly version: string; readonly madeAt: number }): Promise<readonly SizedPart[]> {
    const tables = partOf('database.json', JSON.stringify(await this.database.copyTables()));
    const settings = [...(await this.files.all())].map(([name, bytes]) => partOf(`settings/${name}`, bytes));
    const parts = [tables, ...settings, ...this.feeds()];
    const files = parts.map(({ name, size }) => ({ name, size }));
    const manifest = { format: BACKUP_FORMAT, ...stamp, files };
    return [partOf('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`), ...parts];
  }

  private feeds(): readonly SizedPart[] {
    return this.readings.feeds().flatMap((feed) => {
      const names = fileNames(feed.id);
      return [
        { name: `feeds/${names.data}`, size: feed.npoints * POINT_BYTES, open: () => this.points(feed.id, feed) },
        partOf(`feeds/${names.meta}`, encodeMeta(feed)),
      ];
    });
  }

  /** As many points as the manifest says. A feed that begins elsewhere meanwhile ends the backup: it would not be what it says. */
  private async *points(id: number, { startTime, npoints }: FeedMeta): AsyncGenerator<Uint8Array> {
    yield* pointBytes(this.store.raw(id, 0), npoints, () => undefined);
    if (this.store.meta(id)?.startTime !== startTime) throw new Error(`feed ${id} was written again during the backup`);
  }
}

/** The parts, and after them the sum of each, as `sha256sum -c` reads them. */
export function* summed(parts: readonly SizedPart[]): Generator<SizedPart> {
  const sums: string[] = [];
  for (const part of parts) {
    const hash = createHash('sha256');
    yield { ...part, open: () => hashed(part, hash) };
    sums.push(`${hash.digest('hex')}  ${part.name}\n`);
  }
  yield partOf(SUMS, sums.join(''));
}

/** What `summed` adds. */
export const sumsSize = (parts: readonly SizedPart[]): { readonly size: number } => ({
  size: parts.reduce((sum, { name }) => sum + 64 + 2 + Buffer.byteLength(name) + 1, 0),
});

async function* hashed(part: SizedPart, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const bytes of part.open()) {
    hash.update(bytes);
    yield bytes;
  }
}

function partOf(name: string, content: string | Uint8Array): SizedPart {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { name, size: bytes.length, open: () => [bytes] };
}

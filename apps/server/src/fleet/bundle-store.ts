import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { ServerConfig } from '../config/config';
import { CONFIG } from '../ports/ports';
import { bundleMismatch } from './fleet-errors';

/** What a bundle must be. */
export interface Promised {
  readonly bytes: number;
  readonly sha256: string;
}

/** Bundles as files named by their SHA-256: what has its name is whole. */
@Injectable()
export class BundleStore {
  private readonly dir: string;

  constructor(@Inject(CONFIG) config: ServerConfig) {
    this.dir = join(config.dataDir, 'releases');
  }

  /** Takes a bundle as it comes; nothing of it is kept when it is not the promised one. @throws ApiError 422 BUNDLE_MISMATCH */
  async store(body: Readable, promised: Promised): Promise<void> {
    await mkdir(this.dir, { recursive: true });
    const draft = join(this.dir, `${randomUUID()}.part`);
    const file = await open(draft, 'w');
    try {
      await copy(body, file, promised);
      await file.sync();
      await rename(draft, this.path(promised.sha256));
    } finally {
      await file.close();
      await rm(draft, { force: true });
    }
  }

  /** The bytes from `first` to `last`, both included. */
  read(sha256: string, first: number, last: number): Readable {
    return createReadStream(this.path(sha256), { start: first, end: last });
  }

  private path(sha256: string): string {
    return join(this.dir, `${sha256}.raucb`);
  }
}

async function copy(body: Readable, file: FileHandle, { bytes, sha256 }: Promised): Promise<void> {
  const hash = createHash('sha256');
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > bytes) throw bundleMismatch(`it is longer than ${bytes} bytes`);
    hash.update(chunk);
    await file.write(chunk);
  }
  if (length < bytes) throw bundleMismatch(`it has ${length} of ${bytes} bytes`);
  if (hash.digest('hex') !== sha256) throw bundleMismatch('its SHA-256 is another');
}

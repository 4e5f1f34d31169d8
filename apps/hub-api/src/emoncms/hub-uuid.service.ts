import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readIfExists, writeFileAtomic } from '@hub/adapters/system';
import { Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';

/** What clients such as Home Assistant tell this hub's feeds from another's by: made once, kept for good. */
@Injectable()
export class HubUuid {
  private readonly path: string;
  private uuid: Promise<string> | null = null;

  constructor(@Inject(CONFIG) config: HubConfig) {
    this.path = join(config.dataDir, 'emoncms-uuid');
  }

  async get(): Promise<string> {
    this.uuid ??= this.readOrMake();
    try {
      return await this.uuid;
    } catch (error) {
      this.uuid = null;
      throw error;
    }
  }

  private async readOrMake(): Promise<string> {
    const kept = (await readIfExists(this.path))?.trim();
    if (kept !== undefined && /^[0-9a-f-]{36}$/.test(kept)) return kept;
    const made = randomUUID();
    await writeFileAtomic(this.path, `${made}\n`);
    return made;
  }
}

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';
import { Inject, Injectable } from '@nestjs/common';

/**
 * What of the hub's data folder is its household's, beside the feeds: settings, tariffs, the ledger of schedules, which history
 * was taken over. Not the link: its certificate belongs to the key of this hub. Not the broker's file of devices: it is made of
 * the database. Not the state of the set-up, and no key.
 */
export const HOUSEHOLD_FOLDERS = ['access', 'community', 'history', 'home-assistant', 'schedules'] as const;
export const HOUSEHOLD_FILES = ['emoncms-uuid'] as const;
/** How a write in progress is named (`writeFileAtomic`). */
const DRAFT = '.new';

/** Small files of the household, by their names below the data folder. */
@Injectable()
export class HouseholdFiles {
  constructor(@Inject(CONFIG) private readonly config: HubConfig) {}

  async all(): Promise<ReadonlyMap<string, Buffer>> {
    const inFolders = await Promise.all(HOUSEHOLD_FOLDERS.map((folder) => this.namesIn(folder)));
    const files = new Map<string, Buffer>();
    for (const name of [...HOUSEHOLD_FILES, ...inFolders.flat()]) {
      const bytes = await readFile(join(this.config.dataDir, name)).catch(ignoreAbsent);
      if (bytes) files.set(name, bytes);
    }
    return files;
  }

  private async namesIn(folder: string): Promise<readonly string[]> {
    const entries = await readdir(join(this.config.dataDir, folder), { withFileTypes: true }).catch(ignoreAbsent);
    const files = (entries ?? []).filter((entry) => entry.isFile() && !entry.name.endsWith(DRAFT));
    return files.map(({ name }) => `${folder}/${name}`);
  }
}

function ignoreAbsent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

import { join } from 'node:path';
import { readIfExists, writeFileAtomic } from '@hub/adapters/system';
import { AccessSettings } from '@hub/contracts';
import { OneAtATime } from '@hub/nest-http';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import * as z from 'zod/mini';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';

const Kept = z.object({ format: z.literal(1), ...AccessSettings.shape });

/** What the owner chose of who may read. Unreadable, reading is closed: that shows the fault and gives nothing away. */
@Injectable()
export class AccessSettingsStore implements OnModuleInit {
  private readonly logger = new Logger('access');
  private readonly writes = new OneAtATime();
  private readonly path: string;
  private readonly changes = new Subject<void>();

  /** Emits after a change. */
  readonly changed: Observable<void> = this.changes;
  private settings: AccessSettings = { openReading: true };

  constructor(@Inject(CONFIG) config: HubConfig) {
    this.path = join(config.dataDir, 'access/settings.json');
  }

  async onModuleInit(): Promise<void> {
    try {
      const text = await readIfExists(this.path);
      if (text !== undefined) this.settings = { openReading: Kept.parse(JSON.parse(text)).openReading };
    } catch (error) {
      this.settings = { openReading: false };
      this.logger.error(error, 'who may read cannot be looked up: reading is closed to who is not signed in');
    }
  }

  get now(): AccessSettings {
    return this.settings;
  }

  /** On the disk before it holds. */
  set(settings: AccessSettings): Promise<void> {
    return this.writes.run(async () => {
      await writeFileAtomic(this.path, `${JSON.stringify({ format: 1, ...settings })}\n`);
      this.settings = settings;
      this.changes.next();
    });
  }
}

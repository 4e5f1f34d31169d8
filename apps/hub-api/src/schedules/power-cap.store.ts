import { join } from 'node:path';
import { readIfExists, writeFileAtomic } from '@hub/adapters/system';
import { PowerCap } from '@hub/contracts';
import { OneAtATime } from '@hub/nest-http';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import * as z from 'zod/mini';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';

const Kept = z.object({ format: z.literal(1), ...PowerCap.shape });

/** The household's power cap. Unreadable, there is none: the fuse of the house still is. */
@Injectable()
export class PowerCapStore implements OnModuleInit {
  private readonly logger = new Logger('schedules');
  private readonly writes = new OneAtATime();
  private readonly path: string;
  private readonly changes = new Subject<void>();
  private cap: PowerCap = { capW: null };

  /** Emits after a change. */
  readonly changed: Observable<void> = this.changes;

  constructor(@Inject(CONFIG) config: HubConfig) {
    this.path = join(config.dataDir, 'schedules/cap.json');
  }

  async onModuleInit(): Promise<void> {
    try {
      const text = await readIfExists(this.path);
      if (text !== undefined) this.cap = { capW: z.parse(Kept, JSON.parse(text)).capW };
    } catch (error) {
      this.logger.error(error, 'the power cap cannot be read: schedules run without one until it is set again');
    }
  }

  get now(): PowerCap {
    return this.cap;
  }

  /** On the disk before it holds. */
  set({ capW }: PowerCap): Promise<PowerCap> {
    return this.writes.run(async () => {
      await writeFileAtomic(this.path, `${JSON.stringify({ format: 1, capW })}\n`);
      this.cap = { capW };
      this.changes.next();
      return this.cap;
    });
  }
}

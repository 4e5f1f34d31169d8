import { join } from 'node:path';
import { writeFileAtomic, readIfExists } from '@hub/adapters/system';
import {
  after,
  keptOf,
  NOTHING_DONE,
  restored,
  SETUP_STEPS,
  type SetupEvent,
  type SetupState,
} from '@hub/domain/provisioning';
import { OneAtATime } from '@hub/nest-http';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import * as z from 'zod/mini';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';

const Kept = z.object({ format: z.literal(1), done: z.array(z.enum(SETUP_STEPS)) });

/** How far the first boot is. Each step that is done is on the disk before the next one needs it. */
@Injectable()
export class SetupStateService implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('setup');
  private readonly writes = new OneAtATime();
  private readonly path: string;
  private state: SetupState = NOTHING_DONE;
  private written = '';

  constructor(@Inject(CONFIG) config: HubConfig) {
    this.path = join(config.dataDir, 'setup/state.json');
  }

  async onModuleInit(): Promise<void> {
    try {
      const text = await readIfExists(this.path);
      if (text === undefined) return;
      this.state = restored(Kept.parse(JSON.parse(text)));
      this.written = text;
    } catch (error) {
      // Every step looks for itself whether it is done, so nothing is lost but a moment.
      this.logger.warn(`the state of the first boot is looked up again: ${String(error)}`);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.writes.run(() => Promise.resolve());
  }

  get now(): SetupState {
    return this.state;
  }

  take(event: SetupEvent): void {
    const next = after(this.state, event);
    if (next === this.state) return;
    this.state = next;
    void this.writes.run(() => this.write());
  }

  private async write(): Promise<void> {
    const text = `${JSON.stringify(keptOf(this.state))}\n`;
    if (text === this.written) return;
    try {
      await writeFileAtomic(this.path, text);
      this.written = text;
    } catch (error) {
      this.logger.error(error, 'the state of the first boot could not be kept');
    }
  }
}

import { join } from 'node:path';
import { readIfExists, writeFileAtomic } from '@hub/adapters/system';
import { HomeAssistantView } from '@hub/contracts';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import * as z from 'zod/mini';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';

const Kept = z.object({ format: z.literal(1), ...HomeAssistantView.shape });
const OFF: HomeAssistantView = { enabled: false, account: null };

/** Whether Home Assistant is told how the household stands. Off until chosen, and while it cannot be read. */
@Injectable()
export class HomeAssistantStore implements OnModuleInit {
  private readonly logger = new Logger('home-assistant');
  private readonly path: string;
  private settings = OFF;

  constructor(@Inject(CONFIG) { dataDir }: HubConfig) {
    this.path = join(dataDir, 'home-assistant/settings.json');
  }

  async onModuleInit(): Promise<void> {
    try {
      const text = await readIfExists(this.path);
      if (text === undefined) return;
      const { enabled, account } = Kept.parse(JSON.parse(text));
      this.settings = { enabled, account };
    } catch (error) {
      this.logger.error(error, 'what was chosen for Home Assistant cannot be read: it is off');
    }
  }

  get now(): HomeAssistantView {
    return this.settings;
  }

  /** On the disk before it holds. Two changes must not overlap. */
  async set(settings: HomeAssistantView): Promise<void> {
    await writeFileAtomic(this.path, `${JSON.stringify({ format: 1, ...settings })}\n`);
    this.settings = settings;
  }
}

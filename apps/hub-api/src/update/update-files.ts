import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OfflineState, UpdateStatus } from '@hub/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { readStatus } from '../device/status-file';
import { CONFIG } from '../ports/ports';

/** Where the update agent and this process leave files for each other. */
@Injectable()
export class UpdateFiles {
  constructor(@Inject(CONFIG) private readonly config: HubConfig) {}

  /** Null where no agent runs. */
  status(): Promise<UpdateStatus | null> {
    return readStatus(join(this.config.runDir, 'update.json'), UpdateStatus);
  }

  offline(): Promise<OfflineState | null> {
    return readStatus(join(this.config.runDir, 'offline.json'), OfflineState);
  }

  /** Says when, never what: the agent decides by itself what it installs. */
  async askNow(): Promise<void> {
    const { requestDir } = this.config.system;
    await mkdir(requestDir, { recursive: true });
    await writeFile(join(requestDir, 'update-now'), '');
  }
}

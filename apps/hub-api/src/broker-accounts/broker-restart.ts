import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';

/** A broker that has lost its accounts again so soon has another fault. */
const NOT_AGAIN_FOR_MS = 3_600_000;

/** Asks the system to start the broker again: only then it reads hashes. */
@Injectable()
export class BrokerRestart {
  private readonly logger = new Logger('broker-accounts');
  private askedAtMs = -Infinity;

  constructor(@Inject(CONFIG) private readonly config: HubConfig) {}

  async ask(missing: readonly string[]): Promise<void> {
    const nowMs = performance.now();
    if (nowMs - this.askedAtMs < NOT_AGAIN_FOR_MS) return;
    this.askedAtMs = nowMs;
    this.logger.warn(`the broker has lost ${missing.length} accounts of devices and is to start again`);
    const { requestDir } = this.config.system;
    await mkdir(requestDir, { recursive: true });
    await writeFile(join(requestDir, 'broker-restart'), '');
  }
}

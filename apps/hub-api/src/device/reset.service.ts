import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RESET_WORDS, ResetStatus, type ResetView } from '@hub/contracts';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { AuditService } from '../access/audit.service';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';
import { readStatus } from './status-file';

const TAKEN_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 100;

/** Asks the system for a factory reset: it takes the request away, and starts the hub again. */
@Injectable()
export class ResetService {
  constructor(
    @Inject(CONFIG) private readonly config: HubConfig,
    private readonly audit: AuditService,
  ) {}

  async view(): Promise<ResetView> {
    return { status: await readStatus(join(this.config.runDir, 'factory-reset.json'), ResetStatus) };
  }

  /** @throws ApiError 503 RESET_NOT_HERE, RESET_SILENT; nothing was reset then, nor will be */
  async ask(owner: string): Promise<ResetView> {
    const view = await this.view();
    if (view.status === null) throw notHere();
    await this.audit.note(owner, 'factory-reset');
    const { requestDir } = this.config.system;
    const file = join(requestDir, 'factory-reset');
    await mkdir(requestDir, { recursive: true });
    await writeFile(`${file}.new`, `${RESET_WORDS}\n`, { mode: 0o600 });
    await rename(`${file}.new`, file);
    for (let waitedMs = 0; waitedMs < TAKEN_WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
      if (!existsSync(file)) return view;
      await sleep(LOOK_EVERY_MS);
    }
    await rm(file, { force: true });
    throw silent();
  }
}

const notHere = (): ApiError =>
  new ApiError(
    HttpStatus.SERVICE_UNAVAILABLE,
    'RESET_NOT_HERE',
    'This hub cannot be reset from the page.',
    'Put an empty file named factory-reset on the card’s boot partition, and start the hub again.',
  );

const silent = (): ApiError =>
  new ApiError(
    HttpStatus.SERVICE_UNAVAILABLE,
    'RESET_SILENT',
    'The system did not take the request. Nothing was changed.',
    'Start the hub again and try once more, or put an empty file named factory-reset on the card’s boot partition.',
  );

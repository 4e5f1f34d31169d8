import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SshStatus, type SshRequest, type SshView } from '@hub/contracts';
import { HttpStatus, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Revocations } from '../access/revocations';
import type { HubConfig } from '../config/config';
import { ApiError } from '@hub/nest-http';
import { CONFIG } from '../ports/ports';
import { readStatus } from './status-file';

const ANSWER_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 100;

/** Asks the system's switch to let keys in: this process may neither write them nor start anything. */
@Injectable()
export class SshService implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: HubConfig,
    private readonly revocations: Revocations,
  ) {}

  /** Null where there is no switch. */
  async view(): Promise<SshView | null> {
    const status = await this.status();
    return status && { enabled: status.enabled, keys: status.keys };
  }

  onModuleInit(): void {
    this.revocations.add(async ({ role }) => {
      if (role === 'owner') await this.takeAllBack();
    });
  }

  /** @throws ApiError 422 SSH_KEYS_REFUSED, 503 SSH_SWITCH_SILENT */
  async set({ authorizedKeys }: SshRequest): Promise<SshView> {
    return this.answerTo(await this.request(authorizedKeys));
  }

  /** The request stays where the switch finds it, should it be away now. */
  private async takeAllBack(): Promise<void> {
    if ((await this.status()) !== null) await this.request([]);
  }

  private async request(authorizedKeys: readonly string[]): Promise<string> {
    const id = randomBytes(8).toString('hex');
    const { requestDir } = this.config.system;
    const file = join(requestDir, 'ssh-keys');
    await mkdir(requestDir, { recursive: true });
    await writeFile(`${file}.new`, [`# ${id}`, ...authorizedKeys, ''].join('\n'), { mode: 0o600 });
    await rename(`${file}.new`, file);
    return id;
  }

  private status(): Promise<SshStatus | null> {
    return readStatus(join(this.config.runDir, 'ssh.json'), SshStatus);
  }

  private async answerTo(id: string): Promise<SshView> {
    for (let waitedMs = 0; waitedMs < ANSWER_WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
      const status = await this.status();
      if (status?.request === id) {
        if (status.refused !== null) throw refused(status.refused);
        return { enabled: status.enabled, keys: status.keys };
      }
      await sleep(LOOK_EVERY_MS);
    }
    throw new ApiError(
      HttpStatus.SERVICE_UNAVAILABLE,
      'SSH_SWITCH_SILENT',
      'The system did not say whether it took the keys.',
      'Look at this page again in a minute; if it stays so, start the hub again.',
    );
  }
}

const refused = (why: string): ApiError =>
  new ApiError(
    HttpStatus.UNPROCESSABLE_ENTITY,
    'SSH_KEYS_REFUSED',
    `The system does not take these keys: ${why}. Nothing was changed.`,
    'Paste each public key as one line, such as the content of id_ed25519.pub.',
  );

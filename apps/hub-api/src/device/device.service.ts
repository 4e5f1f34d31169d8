import { readFile, statfs } from 'node:fs/promises';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { readIfExists } from '@hub/adapters/system';
import { UpdateStatus, type DeviceView, type SshRequest } from '@hub/contracts';
import { isHubId } from '@hub/domain/provisioning';
import { Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { AuditService } from '../access/audit.service';
import { CONFIG } from '../ports/ports';
import { storageFault } from './faults';
import { FaultsService } from './faults.service';
import { SshService } from './ssh.service';
import { readStatus } from './status-file';

const THERMOMETER = '/sys/class/thermal/thermal_zone0/temp';

/** The hub as a thing in the house. */
@Injectable()
export class DeviceService {
  constructor(
    @Inject(CONFIG) private readonly config: HubConfig,
    private readonly ssh: SshService,
    private readonly faults: FaultsService,
    private readonly audit: AuditService,
  ) {}

  async view(): Promise<DeviceView> {
    const { version, dataDir, runDir, identityDir } = this.config;
    const [update, hubId, ssh, temperatureC, storage, faults] = await Promise.all([
      readStatus(join(runDir, 'update.json'), UpdateStatus),
      hubIdIn(identityDir),
      this.ssh.view(),
      temperature(),
      storageOf(dataDir),
      this.faults.list(),
    ]);
    return {
      version,
      slot: update?.slot ?? null,
      hubId,
      ssh,
      temperatureC,
      storage,
      uptimeS: Math.floor(uptime()),
      faults: [...faults, ...[storageFault(storage)].filter((fault) => fault !== undefined)],
    };
  }

  async setSsh(request: SshRequest, owner: string): Promise<DeviceView> {
    const ssh = await this.ssh.set(request);
    await this.audit.note(owner, 'ssh-changed', `${request.authorizedKeys.length} keys`);
    return { ...(await this.view()), ssh };
  }
}

async function hubIdIn(dir: string | undefined): Promise<string | null> {
  const text = dir === undefined ? undefined : await readIfExists(join(dir, 'hub-id')).catch(() => undefined);
  const id = text?.trim();
  return id !== undefined && isHubId(id) ? id : null;
}

async function temperature(): Promise<number | null> {
  const text = await readFile(THERMOMETER, 'utf8').catch(() => '');
  return /^-?\d+\s*$/.test(text) ? Number(text) / 1000 : null;
}

async function storageOf(dir: string): Promise<DeviceView['storage']> {
  try {
    const { blocks, bavail, bsize } = await statfs(dir);
    return { totalBytes: blocks * bsize, freeBytes: bavail * bsize };
  } catch {
    return null;
  }
}

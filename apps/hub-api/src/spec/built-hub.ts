import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Services } from '@hub/adapters/services';
import { waitFor } from '@hub/testing';
import { HubLife } from './hub-life';

const UNIT = join(
  import.meta.dirname,
  '../../../../image/stage-system/00-system/files/usr/lib/systemd/system/hub-api.service',
);

/** The switches of the image: with others the memory would say nothing. */
function switchesOfImage(): string[] {
  const [, command = ''] = /^ExecStart=(.*)$/m.exec(readFileSync(UNIT, 'utf8')) ?? [];
  return command.split(' ').filter((word) => word.startsWith('--'));
}

/** The built hub as a process of its own, as the image starts it, with a data folder of its own. */
export class BuiltHub {
  private constructor(
    private readonly hub: HubLife,
    private readonly dir: string,
  ) {}

  /** Returns when it is ready. */
  static async start(services: Services): Promise<BuiltHub> {
    const dir = await mkdtemp(join(tmpdir(), 'hub-hostile-'));
    const nowhere = { url: 'https://127.0.0.1:9', caFile: services.broker.caFile };
    const hub = new HubLife(dir, services, services.database.name, nowhere, switchesOfImage());
    await hub.start();
    await waitFor(async () => (await fetch(`${hub.url}/health/ready`)).ok, { what: 'a ready hub', timeoutMs: 60_000 });
    return new BuiltHub(hub, dir);
  }

  get url(): string {
    return this.hub.url;
  }

  /** Resident memory, MiB. */
  async memoryMB(): Promise<number> {
    const status = await readFile(`/proc/${this.hub.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Infinity) / 1024;
  }

  async stop(): Promise<void> {
    await this.hub.kill();
    await rm(this.dir, { recursive: true, force: true });
  }
}

export const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Infinity;

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeedList } from '@hub/contracts';
import { DEMO_GATEWAY, freePort, type Services, startServices } from '@hub/adapters/services';
import { Gateway } from './gateway';
import { eventually } from './eventually';

const ROOT = join(import.meta.dirname, '../../..');
const HUB_API = join(ROOT, 'dist/apps/hub-api/main.mjs');
const KIOSK = join(ROOT, 'dist/apps/kiosk/browser');
const STOP_TIMEOUT_MS = 10_000;

/** A built hub-api on private services, with a meter gateway of its own. Nothing is shared between two of them. */
export class HubUnderTest {
  private exitCode: number | null | undefined;

  private constructor(
    readonly url: string,
    readonly services: Services,
    readonly gateway: Gateway,
    private readonly child: ChildProcess,
    private readonly dir: string,
  ) {
    child.once('exit', (code) => (this.exitCode = code));
  }

  /** Starts everything and resolves once the hub says that it is ready. `more`: settings that need the services first. */
  static async start(
    more: (services: Services) => Promise<NodeJS.ProcessEnv> = () => Promise.resolve({}),
  ): Promise<HubUnderTest> {
    const dir = await mkdtemp(join(tmpdir(), 'hub-e2e-'));
    const services = await startServices({ dir: join(dir, 'services') });
    const settings = await more(services);
    const port = await freePort('127.0.0.1');
    const child = spawn(process.execPath, [HUB_API], {
      env: { ...environment(services, dir, port), ...settings },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const gateway = await Gateway.connect(services.broker, DEMO_GATEWAY);
    const hub = new HubUnderTest(`http://127.0.0.1:${port}`, services, gateway, child, dir);
    await eventually('the hub is ready', async () => (await fetch(`${hub.url}/health/ready`)).ok, 60_000);
    return hub;
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('hub-api was never started');
    return this.child.pid;
  }

  /** Whether the process that was started first is still the one that runs. */
  get isRunning(): boolean {
    return this.exitCode === undefined && this.child.signalCode === null;
  }

  /** Stops the program, so that its feeds are whole on the disk, and reads the sum of each feed's file. */
  async feedFiles(): Promise<readonly { tag: string; name: string; sha256: string }[]> {
    const { feeds } = (await (await fetch(`${this.url}/api/v1/feeds`)).json()) as FeedList;
    await this.end();
    const sum = (id: number): string =>
      createHash('sha256')
        .update(readFileSync(join(this.dir, `data/feeds/${id}.dat`)))
        .digest('hex');
    return feeds.map(({ id, tag, name }) => ({ tag, name, sha256: sum(id) }));
  }

  async stop(): Promise<void> {
    await this.gateway.close();
    await this.end();
    await this.services.stop();
    await rm(this.dir, { recursive: true, force: true });
  }

  private async end(): Promise<void> {
    if (this.isRunning) {
      const exited = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await exited;
      clearTimeout(timer);
    }
  }
}

function environment(services: Services, dir: string, port: number): NodeJS.ProcessEnv {
  const account = services.broker.account('hub-api');
  return {
    PATH: process.env['PATH'],
    HUB_HTTP_HOST: '127.0.0.1',
    HUB_HTTP_PORT: String(port),
    HUB_KIOSK_DIR: KIOSK,
    HUB_DATA_DIR: join(dir, 'data'),
    HUB_DB_SOCKET: services.database.socket,
    HUB_DB_USER: services.database.user,
    HUB_DB_NAME: services.database.name,
    HUB_REDIS_SOCKET: services.redis.socket,
    HUB_MQTT_URL: `mqtt://127.0.0.1:${services.broker.plainPort}`,
    HUB_MQTT_USERNAME: account.username,
    HUB_MQTT_PASSWORD_FILE: account.passwordFile,
    HUB_MQTT_DEVICE_PORT: String(services.broker.plainPort),
    HUB_RUN_DIR: join(dir, 'run'),
    HUB_LOG_LEVEL: 'warn',
  };
}

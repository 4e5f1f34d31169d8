import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, type Services } from '@hub/adapters/services';
import type { Health } from '@hub/contracts';

/** Switches that launchers give to Node, see README: a small young generation. */
const SWITCHES = (process.env['HUB_NODE_SWITCHES'] ?? '--disable-proto=delete --max-semi-space-size=2').split(' ');

const MAIN = join(import.meta.dirname, 'main.mjs');
/** Fields of /proc/<pid>/stat after the name, in ticks of the kernel's clock. */
const USER_TICKS = 11;
const SYSTEM_TICKS = 12;
const MS_PER_TICK = 10;

/** A built hub in a process of its own. */
export class HubProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    /** From the start of the process to its first answer, ms. */
    readonly startMs: number,
  ) {}

  /** The next start has only the text of the program. */
  static forgetCode(): void {
    rmSync(join(import.meta.dirname, 'program.code'), { force: true });
  }

  /** The next starts take the code cache that is written here, as those of the image do. */
  static writeCodeCache(): void {
    execFileSync(process.execPath, [...SWITCHES, '--disable-warning=DEP0169', MAIN, '--write-code-cache']);
  }

  static async start(services: Services, dir: string): Promise<HubProcess> {
    const port = await freePort('127.0.0.1');
    const url = `http://127.0.0.1:${port}`;
    mkdirSync(dir, { recursive: true });
    const began = performance.now();
    const child = spawn(process.execPath, [...SWITCHES, '--disable-warning=DEP0169', MAIN], {
      env: environment(services, dir, port),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    while (!(await answers(`${url}/health/live`))) await new Promise((resolve) => setTimeout(resolve, 5));
    return new HubProcess(child, url, performance.now() - began);
  }

  async ready(): Promise<void> {
    while (!(await answers(`${this.url}/health/ready`))) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  async health(): Promise<Health> {
    return (await (await fetch(`${this.url}/health`)).json()) as Health;
  }

  /** Resident memory of the process, MB (10⁶ bytes). */
  rssMB(): number {
    const status = readFileSync(`/proc/${this.child.pid ?? 0}/status`, 'utf8');
    return (Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024) / 1e6;
  }

  /** Processor time that the process has used, ms. Unlike the time on the wall it does not depend on who else works. */
  cpuMs(): number {
    const fields = readFileSync(`/proc/${this.child.pid ?? 0}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS])) * MS_PER_TICK;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}

function environment({ database, redis, broker }: Services, dir: string, port: number): NodeJS.ProcessEnv {
  const account = broker.account('hub-api');
  return {
    MALLOC_ARENA_MAX: '2',
    PATH: process.env['PATH'],
    HUB_HTTP_HOST: '127.0.0.1',
    HUB_HTTP_PORT: String(port),
    HUB_DATA_DIR: dir,
    HUB_DB_SOCKET: database.socket,
    HUB_DB_USER: database.user,
    HUB_DB_NAME: database.name,
    HUB_REDIS_SOCKET: redis.socket,
    HUB_MQTT_URL: `mqtt://127.0.0.1:${broker.plainPort}`,
    HUB_MQTT_USERNAME: account.username,
    HUB_MQTT_PASSWORD_FILE: account.passwordFile,
    HUB_LOG_LEVEL: 'warn',
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url);
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

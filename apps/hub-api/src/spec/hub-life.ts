import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { freePort, type Services } from '@hub/adapters/services';
import { type FeedList, type SeriesKind, SetupView } from '@hub/contracts';
import { waitFor } from '@hub/testing';
import { sourceOf } from '../history/pulled-series';
import { cookieOf, send } from './http';
import { ACCOUNT, CLUB } from './server/fake-community-server';

const PROGRAM = join(import.meta.dirname, '../../../../dist/apps/hub-api/main.mjs');
const GIVEN_TIME = pathToFileURL(join(import.meta.dirname, 'given-time.mjs')).href;
const OWNER = { name: 'Mair', password: 'mae hen wlad' };
/** A person types an account's password more slowly than that. */
const TYPING_MS = 500;

/** What a hub has to know to find its server. */
interface Served {
  readonly url: string;
  readonly caFile: string;
}
interface Kind {
  readonly kind: SeriesKind;
}

/** A hub as a program of its own that may be killed, and the person who sets it up. */
export class HubLife {
  private child: ChildProcess | undefined;
  private cookie: Readonly<Record<string, string>> = {};
  private port = 0;
  private said = '';
  private given: readonly string[] = [];
  /** From the next start on. */
  logLevel = 'error';

  constructor(
    readonly dir: string,
    private readonly services: Services,
    private readonly database: string,
    private readonly server: Served,
    private readonly switches: readonly string[] = ['--disable-proto=delete', '--disable-warning=DEP0169'],
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.port ||= await freePort('127.0.0.1');
    const { database, redis, broker } = this.services;
    const account = broker.account('hub-api');
    const env = {
      PATH: process.env['PATH'] ?? '',
      MALLOC_ARENA_MAX: '2',
      HUB_HTTP_HOST: '127.0.0.1',
      HUB_HTTP_PORT: String(this.port),
      HUB_DATA_DIR: this.dir,
      HUB_DB_SOCKET: database.socket,
      HUB_DB_USER: database.user,
      HUB_DB_NAME: this.database,
      HUB_REDIS_SOCKET: redis.socket,
      HUB_MQTT_URL: `mqtt://127.0.0.1:${broker.plainPort}`,
      HUB_MQTT_USERNAME: account.username,
      HUB_MQTT_PASSWORD_FILE: account.passwordFile,
      HUB_IDENTITY_DIR: join(this.dir, 'identity'),
      HUB_RUN_DIR: join(this.dir, 'run'),
      HUB_SERVER_URL: this.server.url,
      HUB_SERVER_CA_FILE: this.server.caFile,
      HUB_LOG_LEVEL: this.logLevel,
    };
    const stdio = ['ignore', 'pipe', 'pipe', 'ipc'] as const;
    const child = spawn(process.execPath, [...this.switches, ...this.given, PROGRAM], { env, stdio: [...stdio] });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text: Buffer) => (this.said += text.toString()));
    this.child = child;
    await waitFor(async () => (await fetch(`${this.url}/health/live`)).ok, { what: 'the hub', timeoutMs: 60_000 });
  }

  /** What all starts wrote so far. */
  get output(): string {
    return this.said;
  }

  /** What the kernel calls the process that runs. */
  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** From the next start on its time is what it is told: unix seconds, as is when the machine started. */
  giveTime(now: number, machineStart: number): void {
    this.given = ['--import', `${GIVEN_TIME}?now=${now}&machineStart=${machineStart}`];
  }

  /** It is `now`; resolves when the cycles that were due are over. */
  async setTime(now: number): Promise<void> {
    const { child } = this;
    if (!child?.connected) throw new Error(`the hub does not run: ${this.said}`);
    const over = once(child, 'message');
    child.send({ now });
    await over;
  }

  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  async setup(): Promise<SetupView> {
    return SetupView.parse(await (await fetch(`${this.url}/api/v1/setup`)).json());
  }

  /** Does what a person would do who looks at the page: the next step, again when it failed. Ends when there is none left. */
  async persist(claimCode: string, timeoutMs = 120_000): Promise<void> {
    const isReady = async (): Promise<boolean> => {
      const { claimed, linked, steps } = await this.setup();
      if (claimed === false)
        this.cookie = cookieOf(await send(`${this.url}/api/v1/setup/claim`, 'POST', { code: claimCode, ...OWNER }));
      else if (claimed && !linked) await this.link();
      return steps.every(({ state }) => state === 'done');
    };
    await waitFor(isReady, { what: 'a ready hub', timeoutMs, everyMs: 100 }).catch(async (error: unknown) => {
      const { steps } = await this.setup();
      throw new Error(`${String(error)} ${JSON.stringify(steps)} ${this.said}`, { cause: error });
    });
  }

  private async link(): Promise<void> {
    const answer = await send(`${this.url}/api/v1/setup/link`, 'POST', ACCOUNT, this.cookie);
    // The cut may have come between the owner's account and the answer with the cookie.
    if (!answer.ok) await wait(TYPING_MS);
    if (answer.status === 401) this.cookie = cookieOf(await send(`${this.url}/api/v1/session`, 'POST', OWNER));
  }

  /** The file of a series' feed; the hub must have been stopped. */
  fileOf(ids: ReadonlyMap<string, number>, { kind }: Kind): Promise<Buffer> {
    return readFile(join(this.dir, `feeds/${ids.get(kind) ?? 0}.dat`));
  }

  /** Numbers of the feeds by kind of series. */
  feedIds(series: readonly Kind[]): Promise<ReadonlyMap<string, number>> {
    const find = async (): Promise<ReadonlyMap<string, number> | false> => {
      const { feeds } = (await (await fetch(`${this.url}/api/v1/feeds`)).json()) as FeedList;
      const ids = series.map(({ kind }): [string, number] => {
        const { node, name } = sourceOf(kind, CLUB.key);
        return [kind, feeds.find((feed) => feed.tag === node && feed.name === name)?.id ?? 0];
      });
      return ids.every(([, id]) => id > 0) && new Map(ids);
    };
    return waitFor(find, { what: 'the feeds', timeoutMs: 60_000 });
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  }
}

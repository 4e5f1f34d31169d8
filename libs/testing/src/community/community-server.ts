import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  authorityDirOf,
  clubEnvironment,
  type ClubSite,
  communityServerProgram,
  epowerProgram,
  freePort,
  hubBrokerSpec,
  ManagedProcess,
  type Services,
} from '@hub/adapters/services';
import { ServerHealth } from '@hub/contracts';
import { waitFor } from '../wait-for';
import { type Answer, type Asked, askTls } from './tls-client';

const ROOT = join(import.meta.dirname, '../../../..');
const MAIN = join(ROOT, 'dist/apps/server/main.mjs');
const DAY_MS = 86_400_000;
const START_MS = 120_000;

export interface CommunityServerOptions {
  readonly members?: number;
  readonly days?: number;
  readonly tlsHosts?: readonly string[];
  /** With the broker between server and hubs. */
  readonly broker?: boolean;
  /** Further variables of the server's environment. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Meter point of a simulated home, by its number. */
export const mpanOf = (home: number): string => `23000000000${String(home).padStart(2, '0')}`;

/**
 * The built community server as a process, on a real database and the simulated settlement server of its club: real sockets, real TLS.
 * Needs `nx run-many -t build -p server simulators`.
 */
export class CommunityServer {
  private nextHome = 0;

  private constructor(
    private readonly site: ClubSite,
    /** What the server's commands need. */
    private readonly env: Readonly<Record<string, string>>,
    readonly process: ManagedProcess,
    private readonly helpers: readonly ManagedProcess[],
  ) {}

  /** Resolves once the club's half-hours are fetched and shared. Everything that is written is below `dir`. */
  static async start(
    services: Services,
    dir: string,
    { members = 2, days = 40, tlsHosts = [], broker = false, settings = {} }: CommunityServerOptions = {},
  ): Promise<CommunityServer> {
    if (!existsSync(MAIN)) throw new Error(`${MAIN} is not built: npx nx run-many -t build -p server simulators`);
    const [epowerPort, serverPort, brokerPort] = [await freePort(), await freePort(), await freePort()];
    const site: ClubSite = {
      root: ROOT,
      dir,
      ports: { epower: epowerPort, server: serverPort, ...(broker && { broker: brokerPort }) },
      database: services.database,
      firstDay: new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10),
      members,
      tlsHosts,
      settings: { SERVER_LOG_LEVEL: 'error', ...settings },
    };
    const env = clubEnvironment(site);
    const epower = new ManagedProcess(epowerProgram(site, dir));
    const server = new ManagedProcess(communityServerProgram(site, dir, env));
    await epower.start();
    await server.start();
    const helpers = broker ? [epower, await startBroker(site, brokerPort)] : [epower];
    const community = new CommunityServer(site, env, server, helpers);
    const settled = async (): Promise<boolean> =>
      ServerHealth.parse(JSON.parse((await community.ask('/health')).text)).cycle !== null;
    await waitFor(settled, { what: 'all half-hours of the club', timeoutMs: START_MS, everyMs: 100 });
    return community;
  }

  get port(): number {
    return this.site.ports.server;
  }

  get url(): string {
    return `https://localhost:${this.port}`;
  }

  get caFile(): string {
    return join(authorityDirOf(this.site), 'ca.pem');
  }

  get databaseName(): string {
    return this.env['SERVER_DB_NAME'] ?? '';
  }

  ask(path: string, asked: Asked = {}): Promise<Answer> {
    return askTls(`https://127.0.0.1:${this.port}${path}`, readFileSync(this.caFile, 'utf8'), asked);
  }

  /** What one of the program's own commands prints. */
  async command(...args: readonly string[]): Promise<string> {
    return (await promisify(execFile)(process.execPath, [MAIN, ...args], { env: this.env })).stdout.trim();
  }

  /** The code in the letter to a household: to the next one without an account unless named. */
  claimCode(mpan = mpanOf(this.nextHome++)): Promise<string> {
    return this.command('--issue-claim-code', mpan);
  }

  /** Makes the account of the next household; the answer is its cookie. */
  async account({ email, password }: { readonly email: string; readonly password: string }): Promise<string> {
    const body = { email, password, claimCode: await this.claimCode() };
    const answer = await this.ask('/api/v1/accounts', { method: 'POST', body });
    if (answer.status !== 201) throw new Error(`no account: ${answer.text}`);
    return String(answer.headers['set-cookie']).split(';')[0] ?? '';
  }

  async stop(): Promise<void> {
    await this.process.stop();
    for (const helper of this.helpers) await helper.stop();
  }
}

async function startBroker(site: ClubSite, port: number): Promise<ManagedProcess> {
  const settings = { dir: join(site.dir, 'broker'), host: '127.0.0.1', port, authorityDir: authorityDirOf(site) };
  const broker = new ManagedProcess(hubBrokerSpec({ ...settings, serverName: 'cydynni-server' }));
  await broker.start();
  return broker;
}

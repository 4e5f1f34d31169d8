import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, ManagedProcess, nodeProgram, type Services } from '@hub/adapters/services';
import { ServerHealth } from '@hub/contracts';
import { waitFor } from '@hub/testing';
import { createConnection } from 'mysql2/promise';
import { CuttingLine } from './cutting-line';

const ROOT = join(import.meta.dirname, '../../../../..');
const SERVER = join(ROOT, 'dist/apps/server/main.mjs');
const EPOWER = join(ROOT, 'dist/apps/simulators/epower.mjs');
const DATABASE = 'hub_server';

/** A request past the line. */
export interface Asked {
  readonly method?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** PEM of a hub's certificate and of its key. */
  readonly identity?: { readonly cert: string; readonly key: string };
}

export interface Answered {
  readonly status: number;
  readonly bytes: Buffer;
  readonly text: string;
  readonly cookie: string;
}

export interface CommunityOptions {
  readonly members?: number;
  readonly days?: number;
  /** Further variables of the server's environment. */
  readonly settings?: Readonly<Record<string, string>>;
}

interface Site {
  readonly dir: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
}

/** The community server itself, built, on a real database and a simulated settlement server, behind a line that can be cut. */
export class Community {
  private homes = 0;

  private constructor(
    private readonly services: Services,
    private readonly site: Site,
    private readonly epower: ManagedProcess,
    /** The server's process, to be killed. */
    readonly server: ManagedProcess,
    readonly line: CuttingLine,
  ) {}

  /** Resolves once everything is fetched and shared. Everything that is written is below `dir`. */
  static async start(
    services: Services,
    dir: string,
    { members = 2, days = 1096, settings = {} }: CommunityOptions = {},
  ): Promise<Community> {
    await mkdir(dir, { recursive: true });
    const [epowerPort, port] = [await freePort(), await freePort()];
    const tokenFile = join(dir, 'token');
    await writeFile(tokenFile, 'club\n');
    const firstDay = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
    const env = {
      PATH: process.env['PATH'] ?? '',
      SERVER_HTTP_PORT: String(port),
      SERVER_TLS_HOSTS: 'localhost,127.0.0.1',
      SERVER_DATA_DIR: dir,
      SERVER_DB_SOCKET: services.database.socket,
      SERVER_DB_USER: services.database.user,
      SERVER_DB_NAME: DATABASE,
      SERVER_EPOWER_URL: `http://127.0.0.1:${epowerPort}/rest/crudService`,
      SERVER_EPOWER_TOKEN_FILE: tokenFile,
      SERVER_CLUB_FIRST_DAY: firstDay,
      SERVER_GENERATOR_MAX_KW: '50',
      SERVER_LOG_LEVEL: 'error',
      ...settings,
    };
    const homes = ['--first-day', firstDay, '--homes', join(ROOT, 'apps/simulators/data/homes')];
    const club = ['--port', String(epowerPort), '--club-token', 'club', '--members', String(members), ...homes];
    const epower = new ManagedProcess(nodeProgram({ name: 'epower', dir, args: [EPOWER, ...club], port: epowerPort }));
    const server = new ManagedProcess(nodeProgram({ name: 'server', dir, args: [SERVER], env, port }));
    await epower.start();
    await server.start();
    const line = await CuttingLine.to(port);
    const community = new Community(services, { dir, port, env }, epower, server, line);
    await waitFor(async () => ServerHealth.parse(JSON.parse((await community.ask('/health')).text)).cycle !== null, {
      what: 'all half-hours of the club',
      timeoutMs: 120_000,
      everyMs: 100,
    });
    return community;
  }

  /** Where hubs find it: behind the line. */
  get url(): string {
    return `https://localhost:${this.line.port}`;
  }

  get caFile(): string {
    return join(this.site.dir, 'authority/ca.pem');
  }

  /** An account of the next household; the answer is its cookie. */
  async account({ email, password }: { readonly email: string; readonly password: string }): Promise<string> {
    const mpan = `23000000000${String(this.homes++).padStart(2, '0')}`;
    const issue = [SERVER, '--issue-claim-code', mpan];
    const { stdout } = await promisify(execFile)(process.execPath, issue, { env: this.site.env });
    const answer = await this.ask('/api/v1/accounts', {
      method: 'POST',
      body: { email, password, claimCode: stdout.trim() },
    });
    if (answer.status !== 201) throw new Error(`no account: ${answer.text}`);
    return answer.cookie;
  }

  async ask(path: string, { method = 'GET', body, headers = {}, identity }: Asked = {}): Promise<Answered> {
    const ca = await readFile(this.caFile);
    const sent = body && JSON.stringify(body);
    const type = sent === undefined ? {} : { 'content-type': 'application/json' };
    return new Promise((resolve, reject) => {
      const options = { method, ca, agent: false, ...identity, headers: { ...type, ...headers } };
      const call = request(`https://127.0.0.1:${this.site.port}${path}`, options, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
          resolve({ status: answer.statusCode ?? 0, bytes, text: bytes.toString('utf8'), cookie });
        });
      });
      call.on('error', reject);
      call.end(sent);
    });
  }

  /** Takes a table away while something is done: whatever needs it is answered with 500. */
  async without(table: string, work: () => Promise<void>): Promise<void> {
    const { socket: socketPath, user } = this.services.database;
    const connection = await createConnection({ socketPath, user, database: DATABASE });
    try {
      await connection.query(`RENAME TABLE \`${table}\` TO \`${table}_away\``);
      await work().finally(() => connection.query(`RENAME TABLE \`${table}_away\` TO \`${table}\``));
    } finally {
      await connection.end();
    }
  }

  async stop(): Promise<void> {
    await this.line.close();
    await this.server.stop();
    await this.epower.stop();
  }
}

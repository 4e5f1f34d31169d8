import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, ManagedProcess, nodeProgram, type Services } from '@hub/adapters/services';
import { eventually } from './eventually';

const ROOT = join(import.meta.dirname, '../../..');
const SERVER = join(ROOT, 'dist/apps/server/main.mjs');
const EPOWER = join(ROOT, 'dist/apps/simulators/epower.mjs');

export interface CommunityOptions {
  /** So many unless given that the hydro is theirs some of the time and not all of it. */
  readonly members?: number;
  /** Enough unless given for the forecast to know every weekday, and for a month before this one. */
  readonly days?: number;
  /** Names and addresses beside localhost that the server's certificate is for. */
  readonly tlsHosts?: readonly string[];
}
const DAY_MS = 86_400_000;
const FIRST_MPAN = '2300000000000';

/** The built community server on a simulated settlement server, with a club of a few homes and a hydro. */
export class CommunityUnderTest {
  private constructor(
    readonly url: string,
    private readonly dir: string,
    private readonly env: Readonly<Record<string, string>>,
    private readonly programs: readonly ManagedProcess[],
  ) {}

  /** Resolves once the members are known. Everything that is written is below `dir`. */
  static async start(
    services: Services,
    dir: string,
    { members = 36, days = 40, tlsHosts = [] }: CommunityOptions = {},
  ): Promise<CommunityUnderTest> {
    await mkdir(dir, { recursive: true });
    const [epowerPort, port] = [await freePort(), await freePort()];
    const firstDay = new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
    const tokenFile = join(dir, 'token');
    await writeFile(tokenFile, 'club\n');
    const env = {
      PATH: process.env['PATH'] ?? '',
      NODE_ENV: 'production',
      SERVER_HTTP_PORT: String(port),
      SERVER_TLS_HOSTS: ['localhost', '127.0.0.1', ...tlsHosts].join(),
      SERVER_AUTHORITY_DIR: join(dir, 'authority'),
      SERVER_KIOSK_DIR: join(ROOT, 'dist/apps/kiosk/browser'),
      SERVER_DATA_DIR: dir,
      SERVER_DB_SOCKET: services.database.socket,
      SERVER_DB_USER: services.database.user,
      SERVER_DB_NAME: 'hub_server',
      SERVER_EPOWER_URL: `http://127.0.0.1:${epowerPort}/rest/crudService`,
      SERVER_EPOWER_TOKEN_FILE: tokenFile,
      SERVER_RAIN_URL: `http://127.0.0.1:${epowerPort}/weather/rain`,
      SERVER_CLUB_FIRST_DAY: firstDay,
      SERVER_GENERATOR_MAX_KW: '50',
      SERVER_LOG_LEVEL: 'warn',
    };
    const homes = ['--first-day', firstDay, '--homes', join(ROOT, 'apps/simulators/data/homes')];
    const club = ['--port', String(epowerPort), '--club-token', 'club', '--members', String(members), ...homes];
    const epower = new ManagedProcess(nodeProgram({ name: 'epower', dir, args: [EPOWER, ...club], port: epowerPort }));
    const server = new ManagedProcess(nodeProgram({ name: 'server', dir, args: [SERVER], env, port }));
    await epower.start();
    await server.start();
    const community = new CommunityUnderTest(`https://localhost:${port}`, dir, env, [server, epower]);
    await eventually(
      'the club’s half-hours are settled',
      async () => (await community.ask('GET', '/api/v1/club/forecast')).status === 200,
      120_000,
    );
    return community;
  }

  get caFile(): string {
    return join(this.dir, 'authority/ca.pem');
  }

  /** The code in the letter to a household. */
  async letter(mpan = FIRST_MPAN): Promise<string> {
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, [SERVER, '--issue-claim-code', mpan], { env: this.env });
    return stdout.trim();
  }

  /** Makes the account of the first household. */
  async account(email: string, password: string): Promise<void> {
    const answer = await this.ask('POST', '/api/v1/accounts', { email, password, claimCode: await this.letter() });
    if (answer.status !== 201) throw new Error(`no account: ${answer.text}`);
  }

  async stop(): Promise<void> {
    for (const one of this.programs) await one.stop();
  }

  private async ask(method: string, path: string, body?: object): Promise<{ status: number; text: string }> {
    const ca = await readFile(this.caFile);
    return new Promise((resolve, reject) => {
      const call = request(`${this.url}${path}`, { method, ca, headers: { 'content-type': 'application/json' } });
      call.on('error', reject);
      call.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
      });
      call.end(body && JSON.stringify(body));
    });
  }
}

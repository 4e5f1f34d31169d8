import { hubBrokerSpec, ManagedProcess, freePort, type Services } from '@hub/adapters/services';
import { Enrolled } from '@hub/contracts';
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const MAIN = resolve('dist/apps/server/main.mjs');
const TEAM = resolve('dist/apps/server/rollout.mjs');
const EPOWER = resolve('dist/apps/simulators/epower.mjs');
const ACCOUNT = { email: 'ann@example.org', password: 'correct horse' };
const MPAN = '2300000000000';
const POLL_MS = 100;
const START_MS = 90_000;

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** The community server as it is shipped, with its broker and a simulated settlement server: real processes, real TLS. */
export class Community {
  private constructor(
    readonly dir: string,
    readonly url: string,
    private readonly env: Record<string, string>,
    private readonly children: readonly ChildProcess[],
    private readonly broker: ManagedProcess,
  ) {}

  static async start(dir: string, { database }: Services): Promise<Community> {
    for (const program of [MAIN, TEAM, EPOWER])
      if (!existsSync(program)) throw new Error(`${program} is missing: npx nx run-many -t build -p server simulators`);
    mkdirSync(dir);
    const firstDay = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
    const epower = spawn(
      process.execPath,
      [EPOWER, '--homes', resolve('apps/simulators/data/homes'), '--members', '2', '--first-day', firstDay],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const [line] = (await once(createInterface({ input: epower.stdout }), 'line')) as [string];
    const settlement = JSON.parse(line) as { url: string; clubToken: string };
    writeFileSync(join(dir, 'token'), settlement.clubToken);
    const [port, brokerPort] = [await freePort(), await freePort()];
    const env = {
      PATH: process.env['PATH'] ?? '',
      SERVER_HTTP_PORT: String(port),
      SERVER_TLS_HOSTS: 'localhost,127.0.0.1',
      SERVER_AUTHORITY_DIR: join(dir, 'authority'),
      SERVER_MQTT_URL: `mqtts://localhost:${brokerPort}`,
      SERVER_FLEET_INTERVAL_S: '1',
      SERVER_DATA_DIR: dir,
      SERVER_DB_SOCKET: database.socket,
      SERVER_DB_USER: database.user,
      SERVER_DB_NAME: database.name,
      SERVER_EPOWER_URL: settlement.url,
      SERVER_EPOWER_TOKEN_FILE: join(dir, 'token'),
      SERVER_CLUB_FIRST_DAY: firstDay,
      SERVER_LOG_LEVEL: 'warn',
    };
    const server = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'inherit', 'inherit'] });
    const authorityDir = join(dir, 'authority');
    const settings = { dir: join(dir, 'broker'), host: '127.0.0.1', port: brokerPort, authorityDir };
    const community = new Community(
      dir,
      `https://localhost:${port}`,
      env,
      [server, epower],
      new ManagedProcess(hubBrokerSpec({ ...settings, serverName: 'cydynni-server' })),
    );
    await community.ready();
    await community.broker.start();
    writeFileSync(join(dir, 'address'), community.url);
    writeFileSync(join(dir, 'team-key'), await community.command('--issue-team-key', 'spec'));
    return community;
  }

  /** What `./hub rollout` prints. */
  async rollout(...args: string[]): Promise<string> {
    const at = (name: string): string => join(this.dir, name);
    const place = ['--server', this.url, '--key-file', at('team-key'), '--ca-file', at('authority/ca.pem')];
    return (await promisify(execFile)(process.execPath, [TEAM, ...args, ...place])).stdout;
  }

  /** Makes the household's account, links a hub to it, and writes the link and the hub's key as hub-api would. */
  async link(hubId: string, linkDir: string, keyFile: string): Promise<void> {
    const claimCode = (await this.command('--issue-claim-code', MPAN)).trim();
    await this.post('/api/v1/accounts', { ...ACCOUNT, claimCode });
    const made = ['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', keyFile];
    const csr = execFileSync('openssl', [...made, '-subj', `/CN=${hubId}`], { encoding: 'utf8', stdio: 'pipe' });
    const enrolment = { ...ACCOUNT, hubId, csr, localAddresses: ['127.0.0.1'], version: '1.0.0' };
    const answer = Enrolled.parse(JSON.parse((await this.post('/api/v1/hubs/enrol', enrolment)).text));
    const { certificate, serverCa, mqttUrl, household, club } = answer;
    const file = { format: 1, hubId, serverUrl: this.url, mqttUrl, household: household.name, club, linkedAt: 1 };
    mkdirSync(linkDir);
    writeFileSync(join(linkDir, 'certificate.pem'), certificate);
    writeFileSync(join(linkDir, 'server-ca.pem'), serverCa);
    writeFileSync(join(linkDir, 'link.json'), JSON.stringify(file));
  }

  async stop(): Promise<void> {
    await this.broker.stop();
    for (const child of this.children) {
      if (child.exitCode !== null) continue;
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    }
  }

  private async command(what: string, whom: string): Promise<string> {
    return (await promisify(execFile)(process.execPath, [MAIN, what, whom], { env: this.env })).stdout;
  }

  /** Until it knows its members. */
  private async ready(): Promise<void> {
    const limit = Date.now() + START_MS;
    for (;;) {
      const health = await this.ask('GET', '/health').catch(() => undefined);
      if (health && (JSON.parse(health.text) as { cycle: unknown }).cycle !== null) return;
      if (Date.now() > limit) throw new Error(`the community server does not start: ${health?.text ?? 'no answer'}`);
      await delay(POLL_MS);
    }
  }

  private async post(path: string, body: unknown): Promise<Answer> {
    const answer = await this.ask('POST', path, body);
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer;
  }

  private ask(method: string, path: string, body?: unknown): Promise<Answer> {
    return new Promise((done, failed) => {
      const ca = readFileSync(join(this.dir, 'authority/ca.pem'));
      const headers = { 'content-type': 'application/json' };
      const query = request(this.url + path, { method, ca, ...(body !== undefined && { headers }) }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => done({ status: answer.statusCode ?? 0, text }));
      });
      query.on('error', failed).end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

import { type Services } from '@hub/adapters/services';
import { Enrolled } from '@hub/contracts';
import { CommunityServer } from '@hub/testing';
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const TEAM = resolve('dist/apps/server/rollout.mjs');
const ACCOUNT = { email: 'ann@example.org', password: 'correct horse' };

/** The community server as it is shipped, with its broker, and the team's command beside it. */
export class Community {
  private constructor(
    private readonly dir: string,
    private readonly server: CommunityServer,
  ) {}

  static async start(dir: string, services: Services): Promise<Community> {
    const settings = { SERVER_FLEET_INTERVAL_S: '1', SERVER_LOG_LEVEL: 'warn' };
    const server = await CommunityServer.start(services, dir, { days: 2, broker: true, settings });
    writeFileSync(join(dir, 'team-key'), await server.command('--issue-team-key', 'spec'));
    return new Community(dir, server);
  }

  get url(): string {
    return this.server.url;
  }

  /** What `./hub rollout` prints. */
  async rollout(...args: string[]): Promise<string> {
    const keyFile = join(this.dir, 'team-key');
    const connection = ['--server', this.url, '--key-file', keyFile, '--ca-file', this.server.caFile];
    return (await promisify(execFile)(process.execPath, [TEAM, ...args, ...connection])).stdout;
  }

  /** Makes the household's account, links a hub to it, and writes the link and the hub's key as hub-api would. */
  async link(hubId: string, linkDir: string, keyFile: string): Promise<void> {
    await this.server.account(ACCOUNT);
    const made = ['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', keyFile];
    const csr = execFileSync('openssl', [...made, '-subj', `/CN=${hubId}`], { encoding: 'utf8', stdio: 'pipe' });
    const enrolment = { ...ACCOUNT, hubId, csr, localAddresses: ['127.0.0.1'], version: '1.0.0' };
    const answer = await this.server.ask('/api/v1/hubs/enrol', { method: 'POST', body: enrolment });
    if (answer.status !== 201) throw new Error(`enrolment: ${answer.status} ${answer.text}`);
    const { certificate, serverCa, mqttUrl, household, club } = Enrolled.parse(JSON.parse(answer.text));
    const file = { format: 1, hubId, serverUrl: this.url, mqttUrl, household: household.name, club, linkedAt: 1 };
    mkdirSync(linkDir);
    writeFileSync(join(linkDir, 'certificate.pem'), certificate);
    writeFileSync(join(linkDir, 'server-ca.pem'), serverCa);
    writeFileSync(join(linkDir, 'link.json'), JSON.stringify(file));
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAuthority } from '@hub/adapters/authority';
import { freePort, hubBrokerSpec, ManagedProcess, type Services } from '@hub/adapters/services';
import { Enrolled, ErrorBody, ServerHealth } from '@hub/contracts';
import {
  type Answer,
  type Asked,
  askTls,
  type Identity,
  keyAndRequest,
  simulatedEpower,
  type SimulatedEpower,
  waitFor,
} from '@hub/testing';
import type * as z from 'zod/mini';
import { issueClaimCode, issueTeamKey } from '../accounts/issue';
import type { ServerConfig } from '../config/config';
import { ownHosts } from '../http/own-hosts';
import { AUTHORITY_NAME } from '../ports/ports.module';
import { type CommunityServer, startServer } from '../server';
import { SERVER_NAME } from '../server-name';
import { serverConfig } from './server-config';

export const PASSWORD = 'correct horse';
const DAYS = 3;

export interface FixtureOptions {
  /** With the hubs' broker. */
  readonly broker?: boolean;
  readonly kioskDir?: string;
  readonly fleetIntervalS?: number;
  /** The pages have a certificate of another authority, as those of Let's Encrypt; `renewPublic` makes a new one. */
  readonly publicCertificate?: boolean;
}

/** A hub with its certificate. */
export interface LinkedHub extends Identity {
  readonly id: string;
}

/** A community server over TLS, its broker, and a simulated settlement server with five homes. */
export class CommunityFixture {
  private home = 0;

  private constructor(
    readonly dir: string,
    readonly config: ServerConfig,
    private server: CommunityServer,
    private readonly epower: SimulatedEpower,
    readonly broker: ManagedProcess | undefined,
  ) {}

  static async start(services: Services, options: FixtureOptions = {}): Promise<CommunityFixture> {
    const dir = mkdtempSync(join(tmpdir(), 'community-'));
    const firstDay = new Date(Date.now() - DAYS * 86_400_000).toISOString().slice(0, 10);
    const epower = await simulatedEpower('--members', '5', '--first-day', firstDay);
    const port = options.broker ? await freePort() : undefined;
    const config = serverConfig({
      ...{ epower, dir, firstDay, database: services.database },
      tls: options.publicCertificate ? await publicCertificate(dir) : true,
      ...(options.kioskDir !== undefined && { kioskDir: options.kioskDir }),
      ...(options.fleetIntervalS !== undefined && { fleetIntervalS: options.fleetIntervalS }),
      ...(port !== undefined && { brokerUrl: `mqtts://127.0.0.1:${port}` }),
    });
    const broker = port === undefined ? undefined : await startBroker(config, port);
    const fixture = new CommunityFixture(dir, config, await startServer(config), epower, broker);
    await waitFor(async () => ServerHealth.parse(JSON.parse((await fixture.ask('/health')).text)).cycle !== null, {
      what: 'the members',
      timeoutMs: 60_000,
    });
    return fixture;
  }

  get url(): string {
    return this.server.url;
  }

  get ca(): string {
    const { tls } = this.config;
    const file = tls !== undefined && 'certFile' in tls ? tls.trustFile : undefined;
    return readFileSync(file ?? join(this.dir, 'authority/ca.pem'), 'utf8');
  }

  /** As a renewal of the public certificate does it. */
  async renewPublic(): Promise<void> {
    rmSync(join(this.dir, 'public/server.pem'));
    await publicCertificate(this.dir);
  }

  ask(path: string, asked: Asked = {}): Promise<Answer> {
    return askTls(`${this.url}${path}`, this.ca, asked);
  }

  async read<T>(schema: z.ZodMiniType<T>, path: string, asked: Asked = {}): Promise<T> {
    const answer = await this.ask(path, asked);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return schema.parse(JSON.parse(answer.text));
  }

  /** Status and code of a refusal. */
  async refusal(path: string, asked: Asked = {}): Promise<readonly [number, string]> {
    const answer = await this.ask(path, asked);
    const { error } = ErrorBody.parse(JSON.parse(answer.text));
    if (error.message === '' || error.action === '') throw new Error(`a refusal must say what to do: ${answer.text}`);
    return [answer.status, error.code];
  }

  /** A claim code of a home that has no account yet. */
  claimCode(): Promise<string> {
    return issueClaimCode(this.config, `23000000000${String(this.home++).padStart(2, '0')}`);
  }

  teamKey(): Promise<string> {
    return issueTeamKey(this.config, 'spec');
  }

  /** An account of the next home; the answer is its cookie. */
  async account(email: string): Promise<string> {
    const body = { email, password: PASSWORD, claimCode: await this.claimCode() };
    const answer = await this.ask('/api/v1/accounts', { method: 'POST', body });
    if (answer.status !== 201) throw new Error(answer.text);
    return String(answer.headers['set-cookie']).split(';')[0] ?? '';
  }

  /** Link a hub to the account. */
  async link(email: string, id: string): Promise<LinkedHub> {
    const { key, csr } = keyAndRequest();
    const body = { hubId: id, csr, email, password: PASSWORD, localAddresses: ['192.168.1.20'], version: '1.0.0' };
    const { certificate } = await this.read(Enrolled, '/api/v1/hubs/enrol', { method: 'POST', body });
    return { id, key, cert: certificate };
  }

  async restart(): Promise<void> {
    await this.server.close();
    this.server = await startServer(this.config);
    await waitFor(async () => (await this.ask('/health/ready')).status === 200, { what: 'the database' });
  }

  async stop(): Promise<void> {
    await this.server.close();
    await this.broker?.stop();
    await this.epower.stop();
    rmSync(this.dir, { recursive: true });
  }
}

/** A certificate of an authority that is not the server's own. */
async function publicCertificate(dir: string) {
  const authority = await openAuthority(join(dir, 'public'), 'public authority');
  const files = await authority.ownCertificate('club.example', ['localhost', '127.0.0.1']);
  return { ...files, trustFile: authority.certificateFile };
}

async function startBroker(config: ServerConfig, port: number): Promise<ManagedProcess> {
  const authority = await openAuthority(config.authority.dir, AUTHORITY_NAME);
  await authority.ownCertificate(SERVER_NAME, ownHosts(config));
  const settings = { host: '127.0.0.1', port, authorityDir: config.authority.dir, serverName: SERVER_NAME };
  const broker = new ManagedProcess(hubBrokerSpec({ dir: join(config.dataDir, 'hub-broker'), ...settings }));
  await broker.start();
  return broker;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Services } from '@hub/adapters/services';
import { SeriesList, type SeriesView, ServerHealth } from '@hub/contracts';
import { type SimulatedEpower, simulatedEpower, waitFor } from '@hub/testing';
import type * as z from 'zod/mini';
import { issueKey } from '../accounts/issue';
import type { ServerConfig } from '../config/config';
import { type CommunityServer, startServer } from '../server';
import { serverConfig, type TestServer } from './server-config';

const MEMBERS = 15;
type Headers = Readonly<Record<string, string>>;

/** A server over plain HTTP with the settled half-hours of a simulated club, read by a household's key. */
export class ClubServer {
  private constructor(
    private readonly config: ServerConfig,
    private readonly test: TestServer,
    private server: CommunityServer,
    readonly epower: SimulatedEpower,
  ) {}

  /** Resolves after the first round. `days`: of settled half-hours. */
  static async start({ database }: Services, days: number): Promise<ClubServer> {
    const dir = mkdtempSync(join(tmpdir(), 'server-'));
    const firstDay = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
    const epower = await simulatedEpower('--members', String(MEMBERS), '--first-day', firstDay);
    const test = { epower, dir, firstDay, database };
    const config = serverConfig(test);
    const club = new ClubServer(config, test, await startServer(config), epower);
    await club.round();
    return club;
  }

  /** Another server on the same settlement server, in a database of its own. */
  async beside(database: string, settings: Partial<TestServer>): Promise<ClubServer> {
    const test = { ...this.test, dir: join(this.test.dir, database), ...settings };
    const config = serverConfig(test);
    const own = { ...config, database: { ...config.database, name: database } };
    const club = new ClubServer(own, test, await startServer(own), this.epower);
    await club.round();
    return club;
  }

  get firstDay(): string {
    return this.test.firstDay;
  }

  readonly ask = (path: string, headers: Headers = {}): Promise<Response> =>
    fetch(`${this.server.url}${path}`, { headers });

  readonly read = async <T>(schema: z.ZodMiniType<T>, path: string, headers: Headers = {}): Promise<T> => {
    const response = await this.ask(path, headers);
    const body: unknown = await response.json();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(body)}`);
    return schema.parse(body);
  };

  /** The headers of a household. */
  async household(mpan: string): Promise<Headers> {
    return { authorization: `Bearer ${await issueKey(this.config, mpan)}` };
  }

  /** The series of this kind that these headers may see. */
  async series(kind: string, headers: Headers): Promise<SeriesView> {
    const { series } = await this.read(SeriesList, '/api/v1/series', headers);
    const found = series.find((candidate) => candidate.kind === kind);
    if (!found) throw new Error(`no series ${kind}`);
    return found;
  }

  /** Starts again after `close`; resolves after a round. */
  async startAgain(): Promise<void> {
    this.server = await startServer(this.config);
    await this.round();
  }

  /** Stops the server; the settlement server and the folder stay. */
  close(): Promise<void> {
    return this.server.close();
  }

  async stop(): Promise<void> {
    await this.close();
    await this.epower.stop();
    rmSync(this.test.dir, { recursive: true });
  }

  private async round(): Promise<void> {
    const isOver = async (): Promise<boolean> => (await this.read(ServerHealth, '/health')).cycle !== null;
    await waitFor(isOver, { what: 'a round', timeoutMs: 60_000 });
  }
}

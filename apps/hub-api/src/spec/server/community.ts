import { type ManagedProcess, type Services } from '@hub/adapters/services';
import { type Answer, type Asked, CommunityServer, type CommunityServerOptions, CuttingLine } from '@hub/testing';
import { createConnection } from 'mysql2/promise';

const THREE_YEARS_OF_DAYS = 1096;

/** The community server itself, behind a line that can be cut. */
export class Community {
  private constructor(
    private readonly services: Services,
    private readonly community: CommunityServer,
    readonly line: CuttingLine,
  ) {}

  /** Resolves once everything is fetched and shared. Everything that is written is below `dir`. */
  static async start(services: Services, dir: string, options: CommunityServerOptions = {}): Promise<Community> {
    const community = await CommunityServer.start(services, dir, { days: THREE_YEARS_OF_DAYS, ...options });
    return new Community(services, community, await CuttingLine.to(community.port));
  }

  /** The server's process, to be killed. */
  get server(): ManagedProcess {
    return this.community.process;
  }

  /** Where hubs find it: behind the line. */
  get url(): string {
    return `https://localhost:${this.line.port}`;
  }

  get caFile(): string {
    return this.community.caFile;
  }

  /** An account of the next household; the answer is its cookie. */
  account(account: { readonly email: string; readonly password: string }): Promise<string> {
    return this.community.account(account);
  }

  /** A request past the line. */
  ask(path: string, asked: Asked = {}): Promise<Answer> {
    return this.community.ask(path, asked);
  }

  /** Takes a table away while something is done: whatever needs it is answered with 500. */
  async without(table: string, work: () => Promise<void>): Promise<void> {
    const { socket: socketPath, user } = this.services.database;
    const connection = await createConnection({ socketPath, user, database: this.community.databaseName });
    try {
      await connection.query(`RENAME TABLE \`${table}\` TO \`${table}_away\``);
      await work().finally(() => connection.query(`RENAME TABLE \`${table}_away\` TO \`${table}\``));
    } finally {
      await connection.end();
    }
  }

  async stop(): Promise<void> {
    await this.line.close();
    await this.community.stop();
  }
}

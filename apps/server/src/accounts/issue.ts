import { type CommunityDatabase, communityDataSource, openCommunityDatabase } from '@hub/adapters/server-database';
import { shownClaimCode } from '@hub/domain/provisioning';
import type { ServerConfig } from '../config/config';
import { claimCodeHash, newClaimCode } from './claim-code';

/** A new key for the household with this MPAN. Rejects when the database is away or knows no such household. */
export const issueKey = (config: ServerConfig, mpan: string): Promise<string> =>
  withDatabase(config, async (database) => database.issueKey(await memberOf(database, mpan)));

/** A new claim code for the household with this MPAN; an older one is no longer valid. Rejects when it has an account. */
export const issueClaimCode = (config: ServerConfig, mpan: string): Promise<string> =>
  withDatabase(config, async (database) => {
    const code = newClaimCode();
    const kept = await database.accounts.setClaimCode(await memberOf(database, mpan), await claimCodeHash(code));
    if (!kept) throw new Error(`the household with the MPAN ${mpan} has an account already`);
    return shownClaimCode(code);
  });

/** A new key for a person of the team. It opens everything, also the making of keys that open less. */
export const issueTeamKey = (config: ServerConfig, name: string): Promise<string> =>
  withDatabase(config, async (database) => (await database.team.issue(name, null)).key);

async function memberOf(database: CommunityDatabase, mpan: string): Promise<number> {
  const member = await database.memberAt(mpan);
  if (member !== undefined) return member.id;
  throw new Error(`no household has the MPAN ${mpan}; the members come with the first round of fetching`);
}

async function withDatabase<T>(
  { database: login }: ServerConfig,
  work: (database: CommunityDatabase) => Promise<T>,
): Promise<T> {
  // Opened once by hand first: a command that waits for a database for ever helps no one.
  await (await communityDataSource(login).initialize()).destroy();
  const database = openCommunityDatabase(login);
  try {
    await new Promise<void>((resolve) => {
      database.onOpen(resolve);
      database.start();
    });
    return await work(database);
  } finally {
    await database.close();
  }
}

import { communityDataSource, openCommunityDatabase } from '@hub/adapters/database';
import type { ServerConfig } from '../config/config';

/** A new key for the household with this MPAN. Rejects when the database is away or knows no such household. */
export async function issueKey({ database: login }: ServerConfig, mpan: string): Promise<string> {
  // Opened once by hand first: a command that waits for a database for ever helps nobody.
  await (await communityDataSource(login).initialize()).destroy();
  const database = openCommunityDatabase(login);
  try {
    await new Promise<void>((resolve) => {
      database.onOpen(resolve);
      database.start();
    });
    const member = (await database.members()).find((candidate) => candidate.mpan === mpan);
    if (member === undefined)
      throw new Error(`no household has the MPAN ${mpan}; the members come with the first round of fetching`);
    return await database.issueKey(member.id);
  } finally {
    await database.close();
  }
}

import type { DataSource } from 'typeorm';
import { type FactoryHubRow, FactoryHubSchema } from './schema/fleet';

/** The factory's list of hubs. A call while the database is away rejects. */
export interface FactoryHubStore {
  /** Adds hubs, or replaces their keys; the answer is how many the list holds. */
  list(hubs: readonly Readonly<FactoryHubRow>[]): Promise<number>;
  /** Undefined for a hub that is not listed. */
  find(hubId: string): Promise<Readonly<FactoryHubRow> | undefined>;
  isEmpty(): Promise<boolean>;
}

export function factoryHubStore(source: () => DataSource): FactoryHubStore {
  const rows = () => source().getRepository(FactoryHubSchema);
  return {
    list: async (hubs) => {
      await rows().upsert([...hubs], ['hubId']);
      return rows().count();
    },
    find: async (hubId) => (await rows().findOneBy({ hubId })) ?? undefined,
    isEmpty: async () => !(await rows().exists()),
  };
}

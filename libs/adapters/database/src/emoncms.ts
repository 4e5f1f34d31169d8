import { type DataSource, IsNull, Not } from 'typeorm';
import type { RegisteredFeed } from './register';
import { ApiKeySchema } from './schema/api-key';
import { FeedSchema } from './schema/feed';

/** What clients of emoncms need of the database: keys, and feeds that belong to no input. */
export interface EmoncmsTables {
  /** `secret`: the key itself, for a device that seals its messages with it. */
  addApiKey(keyHash: string, role: 'read' | 'write', name: string, secret?: string): Promise<void>;
  /** The keys that devices seal their messages with. */
  sealingKeys(): Promise<readonly string[]>;
  removeApiKeys(role: 'read' | 'write'): Promise<void>;
  apiKeyRole(keyHash: string): Promise<'read' | 'write' | undefined>;
  /** Undefined where tag and name are taken. */
  createFeed(feed: Omit<RegisteredFeed, 'id'>): Promise<RegisteredFeed | undefined>;
  removeFeed(id: number): Promise<void>;
}

export function emoncmsTables(open: () => DataSource): EmoncmsTables {
  return {
    addApiKey: async (keyHash, role, name, secret) => {
      await open().manager.insert(ApiKeySchema, { keyHash, role, name, secret: secret ?? null });
    },
    sealingKeys: async () => {
      const keys = await open().manager.findBy(ApiKeySchema, { role: 'write', secret: Not(IsNull()) });
      return keys.flatMap(({ secret }) => secret ?? []);
    },
    removeApiKeys: async (role) => {
      await open().manager.delete(ApiKeySchema, { role });
    },
    apiKeyRole: async (keyHash) => (await open().manager.findOneBy(ApiKeySchema, { keyHash }))?.role,
    createFeed: (feed) =>
      open().transaction(async (manager) => {
        const { tag, name } = feed;
        if (await manager.existsBy(FeedSchema, { tag, name })) return undefined;
        await manager.insert(FeedSchema, feed);
        return (await manager.findOneBy(FeedSchema, { tag, name })) ?? undefined;
      }),
    removeFeed: async (id) => {
      await open().manager.delete(FeedSchema, { id });
    },
  };
}

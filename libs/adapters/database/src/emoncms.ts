import type { DataSource } from 'typeorm';
import type { RegisteredFeed } from './register';
import { ApiKeySchema } from './schema/api-key';
import { FeedSchema } from './schema/feed';

/** What clients of emoncms need of the database: keys, and feeds that belong to no input. */
export interface EmoncmsTables {
  addApiKey(keyHash: string, role: 'read' | 'write'): Promise<void>;
  removeApiKeys(role: 'read' | 'write'): Promise<void>;
  apiKeyRole(keyHash: string): Promise<'read' | 'write' | undefined>;
  /** Undefined where tag and name are taken. */
  createFeed(feed: Omit<RegisteredFeed, 'id'>): Promise<RegisteredFeed | undefined>;
  removeFeed(id: number): Promise<void>;
}

export function emoncmsTables(open: () => DataSource): EmoncmsTables {
  return {
    addApiKey: async (keyHash, role) => {
      await open().manager.insert(ApiKeySchema, { keyHash, role });
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

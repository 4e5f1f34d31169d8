import { type DataSource, IsNull, Not } from 'typeorm';
import { ApiKeySchema } from './schema/api-key';

/** Keys of clients that speak emoncms. */
export interface ApiKeyTables {
  /** `secret`: the key itself, for a device that seals its messages with it. */
  addApiKey(keyHash: string, role: 'read' | 'write', name: string, secret?: string): Promise<void>;
  /** The keys that devices seal their messages with. */
  sealingKeys(): Promise<readonly string[]>;
  removeApiKeys(role: 'read' | 'write'): Promise<void>;
  apiKeyRole(keyHash: string): Promise<'read' | 'write' | undefined>;
}

export function apiKeyTables(open: () => DataSource): ApiKeyTables {
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
  };
}

import { createdAt, table } from '@hub/adapters/mariadb';

/** A key of an emoncms client, of which only the SHA-256 is kept. */
export interface ApiKeyRow {
  /** What it is for, in the household's words. */
  name?: string;
  /** Unix seconds; null: never. */
  lastUsedAt?: number | null;
  keyHash: string;
  role: 'read' | 'write';
  /** The key itself, for a device that seals its messages with it; null for any other. */
  secret: string | null;
  createdAt: Date;
}

export const ApiKeySchema = table<ApiKeyRow>({
  name: 'api_key',
  columns: {
    keyHash: { type: 'varchar', length: 64, name: 'key_hash', primary: true },
    role: { type: 'varchar', length: 5 },
    secret: { type: 'varchar', length: 32, nullable: true },
    createdAt,
    name: { type: 'varchar', length: 64, default: '' },
    lastUsedAt: { type: 'int', unsigned: true, name: 'last_used_at', nullable: true },
  },
});

import { createdAt, table } from './columns';

/** A key of an emoncms client, of which only the SHA-256 is kept. */
export interface ApiKeyRow {
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
  },
});

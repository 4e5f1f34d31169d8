import { createdAt, table } from './columns';

/** A key of an emoncms client, of which only the SHA-256 is kept. */
export interface ApiKeyRow {
  keyHash: string;
  role: 'read' | 'write';
  createdAt: Date;
}

export const ApiKeySchema = table<ApiKeyRow>({
  name: 'api_key',
  columns: {
    keyHash: { type: 'varchar', length: 64, name: 'key_hash', primary: true },
    role: { type: 'varchar', length: 5 },
    createdAt,
  },
});

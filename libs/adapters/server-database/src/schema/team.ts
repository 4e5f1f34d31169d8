import { BINARY_TEXT, createdAt, numericId, table } from '@hub/adapters/mariadb';

/** Lets a person or a script of the team make calls. */
export interface TeamKeyRow {
  /** SHA-256 of the key, hexadecimal. */
  hash: string;
  name: string;
  /** With commas between them; null: everything, also what comes later. */
  scopes: string | null;
  createdAt: Date;
}

export const TeamKeySchema = table<TeamKeyRow>({
  name: 'team_key',
  columns: {
    hash: { type: 'char', length: 64, primary: true },
    name: { type: 'varchar', length: 64 },
    scopes: { type: 'varchar', length: 255, nullable: true },
    createdAt,
  },
});

/** What somebody of the team changed. Rows are added and get their status; none is ever changed otherwise or removed. */
export interface TeamAuditRow {
  id: number;
  /** Unix seconds. */
  at: number;
  name: string;
  keyId: string;
  call: string;
  detail: string;
  status: number | null;
}

export const TeamAuditSchema = table<TeamAuditRow>({
  name: 'team_audit',
  columns: {
    id: numericId,
    at: { type: 'int', unsigned: true },
    name: { type: 'varchar', length: 64 },
    keyId: { ...BINARY_TEXT, length: 12, name: 'key_id' },
    call: { type: 'varchar', length: 255, name: 'request' },
    detail: { type: 'varchar', length: 1000 },
    status: { type: 'smallint', unsigned: true, nullable: true },
  },
});

export const TEAM_TABLES = [TeamKeySchema, TeamAuditSchema];

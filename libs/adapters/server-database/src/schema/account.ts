import { BINARY_TEXT, createdAt, numericId, table } from '@hub/adapters/mariadb';

const unsigned = (name: string) => ({ type: 'int', unsigned: true, name }) as const;
const hash = { type: 'char', length: 64, primary: true } as const;

/** The sign-in of one household. */
export interface AccountRow {
  id: number;
  memberId: number;
  email: string;
  /** Hash, see `hashSecret`. */
  password: string;
  language: string;
  createdAt: Date;
}

export const AccountSchema = table<AccountRow>({
  name: 'account',
  columns: {
    id: numericId,
    memberId: unsigned('member_id'),
    email: { ...BINARY_TEXT, length: 254 },
    password: { type: 'varchar', length: 255 },
    language: { type: 'char', length: 2 },
    createdAt,
  },
  indices: [
    { name: 'ux_account_member', columns: ['memberId'], unique: true },
    { name: 'ux_account_email', columns: ['email'], unique: true },
  ],
  foreignKeys: [
    {
      name: 'fk_account_member',
      target: 'member',
      columnNames: ['memberId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});

/** Somebody signed in. */
export interface SessionRow {
  /** SHA-256 of the cookie, hexadecimal. */
  hash: string;
  accountId: number;
  /** Unix seconds. */
  expiresAt: number;
}

export const SessionSchema = table<SessionRow>({
  name: 'account_session',
  columns: { hash, accountId: unsigned('account_id'), expiresAt: unsigned('expires_at') },
  foreignKeys: [
    {
      name: 'fk_account_session_account',
      target: 'account',
      columnNames: ['accountId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});

/** What lets a household make its account, once. */
export interface ClaimCodeRow {
  memberId: number;
  hash: string;
  /** Unix seconds; null while it was not used. */
  usedAt: number | null;
}

export const ClaimCodeSchema = table<ClaimCodeRow>({
  name: 'claim_code',
  columns: {
    memberId: { ...unsigned('member_id'), primary: true },
    hash: { type: 'char', length: 64 },
    usedAt: { ...unsigned('used_at'), nullable: true },
  },
  indices: [{ name: 'ux_claim_code_hash', columns: ['hash'], unique: true }],
  foreignKeys: [
    {
      name: 'fk_claim_code_member',
      target: 'member',
      columnNames: ['memberId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});

export const ACCOUNT_TABLES = [AccountSchema, SessionSchema, ClaimCodeSchema];

import type { Role } from '@hub/domain/access';
import type { EntitySchemaColumnOptions } from 'typeorm';
import { numericId, table } from '@hub/adapters/mariadb';

const seconds = (name: string, nullable = false): EntitySchemaColumnOptions => ({
  type: 'int',
  unsigned: true,
  name,
  nullable,
});
const role: EntitySchemaColumnOptions = { type: 'varchar', length: 10 };

/** A person beside the owner. */
export interface MemberRow {
  id: number;
  name: string;
  /** `scrypt$…`. */
  passwordHash: string;
  role: Exclude<Role, 'owner'>;
  /** Unix seconds; null: without an end. */
  until: number | null;
}

export const MemberSchema = table<MemberRow>({
  name: 'member',
  columns: {
    id: numericId,
    name: { type: 'varchar', length: 64 },
    passwordHash: { type: 'varchar', length: 200, name: 'password_hash' },
    role,
    until: seconds('until', true),
  },
  indices: [{ name: 'ux_member_name', columns: ['name'], unique: true }],
});

/** A link that makes one person a member, once; only the SHA-256 of its code is kept. */
export interface InvitationRow {
  id: number;
  codeHash: string;
  role: MemberRow['role'];
  until: number | null;
  /** Unix seconds. */
  expiresAt: number;
}

export const InvitationSchema = table<InvitationRow>({
  name: 'invitation',
  columns: {
    id: numericId,
    codeHash: { type: 'char', length: 64, name: 'code_hash' },
    role,
    until: seconds('until', true),
    expiresAt: seconds('expires_at'),
  },
  indices: [{ name: 'ux_invitation_code', columns: ['codeHash'], unique: true }],
});

/** Who did what. */
export interface AuditRow {
  id: number;
  /** Unix seconds. */
  at: number;
  who: string;
  action: string;
  about: string;
}

export const AuditSchema = table<AuditRow>({
  name: 'audit',
  columns: {
    id: numericId,
    at: seconds('at'),
    who: { type: 'varchar', length: 64 },
    action: { type: 'varchar', length: 32 },
    about: { type: 'varchar', length: 200 },
  },
  indices: [{ name: 'ix_audit_at', columns: ['at'] }],
});

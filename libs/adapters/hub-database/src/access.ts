import { type DataSource, LessThan, LessThanOrEqual, Like, MoreThan } from 'typeorm';
import {
  AuditSchema,
  type AuditRow,
  InvitationSchema,
  type InvitationRow,
  MemberSchema,
  type MemberRow,
} from './schema/access';
import { ApiKeySchema } from './schema/api-key';
import { UserSchema } from './schema/user';

/** Characters of a key's hash that name it. */
const KEY_ID_LENGTH = 16;

export type Member = Readonly<MemberRow>;
export type Invitation = Readonly<Omit<InvitationRow, 'codeHash'>>;
export type AuditEntry = Readonly<Omit<AuditRow, 'id'>>;

/** A key of a client, without what it opens with. */
export interface KeyEntry {
  /** The start of its hash. */
  readonly id: string;
  readonly name: string;
  readonly role: 'read' | 'write';
  /** Whether the hub keeps the key itself, to open what a device seals with it. */
  readonly sealing: boolean;
  /** Unix seconds. */
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

/** People beside the owner, invitations, keys by name, and the log of who did what. */
export interface AccessTables {
  /** Names are the same in capitals and small letters. */
  memberByName(name: string): Promise<Member | undefined>;
  members(): Promise<readonly Member[]>;
  setMemberPassword(name: string, passwordHash: string): Promise<void>;
  /** False: there was none. */
  removeMember(name: string): Promise<boolean>;
  addInvitation(invitation: Omit<InvitationRow, 'id'>): Promise<Invitation>;
  /** Those that can still be used. */
  invitations(now: number): Promise<readonly Invitation[]>;
  removeInvitation(id: number): Promise<boolean>;
  /** Uses an invitation up and makes its member, both or neither. `used`: no such invitation; `taken`: the name is. */
  acceptInvitation(
    codeHash: string,
    name: string,
    passwordHash: string,
    now: number,
  ): Promise<Member | 'used' | 'taken'>;
  keys(): Promise<readonly KeyEntry[]>;
  removeKey(id: string): Promise<boolean>;
  noteKeyUse(keyHash: string, at: number): Promise<void>;
  addAudit(entry: AuditEntry): Promise<void>;
  /** The newest first. */
  audit(most: number): Promise<readonly AuditEntry[]>;
  forgetAudit(before: number): Promise<void>;
}

export function accessTables(open: () => DataSource): AccessTables {
  return { ...memberTables(open), ...keyTables(open), ...auditTables(open) };
}

function memberTables(open: () => DataSource) {
  return {
    memberByName: async (name: string) => (await open().manager.findOneBy(MemberSchema, { name })) ?? undefined,
    members: () => open().manager.find(MemberSchema, { order: { name: 'ASC' } }),
    setMemberPassword: async (name: string, passwordHash: string) => {
      await open().manager.update(MemberSchema, { name }, { passwordHash });
    },
    removeMember: async (name: string) => (await open().manager.delete(MemberSchema, { name })).affected === 1,
    addInvitation: async (invitation: Omit<InvitationRow, 'id'>) => {
      const { manager } = open();
      await manager.insert(InvitationSchema, { ...invitation });
      return manager.findOneByOrFail(InvitationSchema, { codeHash: invitation.codeHash });
    },
    invitations: async (now: number) => {
      const { manager } = open();
      await manager.delete(InvitationSchema, { expiresAt: LessThanOrEqual(now) });
      return manager.find(InvitationSchema, { order: { id: 'ASC' } });
    },
    removeInvitation: async (id: number) => (await open().manager.delete(InvitationSchema, { id })).affected === 1,
    acceptInvitation: (codeHash: string, name: string, passwordHash: string, now: number) =>
      open().transaction(async (manager): Promise<Member | 'used' | 'taken'> => {
        const invitation = await manager.findOneBy(InvitationSchema, { codeHash, expiresAt: MoreThan(now) });
        if (invitation === null) return 'used';
        const isTaken =
          (await manager.existsBy(UserSchema, { name })) || (await manager.existsBy(MemberSchema, { name }));
        if (isTaken) return 'taken';
        // Two at once: the row is gone for the second.
        if ((await manager.delete(InvitationSchema, { id: invitation.id })).affected !== 1) return 'used';
        const { role, until } = invitation;
        await manager.insert(MemberSchema, { name, passwordHash, role, until });
        return manager.findOneByOrFail(MemberSchema, { name });
      }),
  };
}

function keyTables(open: () => DataSource) {
  return {
    keys: async () =>
      (await open().manager.find(ApiKeySchema, { order: { createdAt: 'ASC', keyHash: 'ASC' } })).map(
        ({ keyHash, name, role, secret, createdAt, lastUsedAt }): KeyEntry => ({
          id: keyHash.slice(0, KEY_ID_LENGTH),
          name: name ?? '',
          role,
          sealing: secret !== null,
          createdAt: Math.floor(createdAt.getTime() / 1000),
          lastUsedAt: lastUsedAt ?? null,
        }),
      ),
    removeKey: async (id: string) => {
      if (id.length !== KEY_ID_LENGTH) return false;
      return (await open().manager.delete(ApiKeySchema, { keyHash: Like(`${id}%`) })).affected === 1;
    },
    noteKeyUse: async (keyHash: string, lastUsedAt: number) => {
      await open().manager.update(ApiKeySchema, { keyHash }, { lastUsedAt });
    },
  };
}

function auditTables(open: () => DataSource) {
  return {
    addAudit: async (entry: AuditEntry) => {
      await open().manager.insert(AuditSchema, { ...entry });
    },
    audit: (most: number) => open().manager.find(AuditSchema, { order: { id: 'DESC' }, take: most }),
    forgetAudit: async (before: number) => {
      await open().manager.delete(AuditSchema, { at: LessThan(before) });
    },
  };
}

import { type DataSource, LessThan, Not } from 'typeorm';
import { AccountSchema, type AccountRow, ClaimCodeSchema, SessionSchema } from './schema/account';
import { secretDigest, newSecret } from './secrets';
import { MemberSchema } from './schema/club';

export type Account = Readonly<Omit<AccountRow, 'createdAt'>>;
export type NewAccountRow = Omit<Account, 'id' | 'memberId'>;

/** What became of an attempt to make an account. */
export type ClaimResult =
  { readonly ok: true; readonly account: Account } | { readonly ok: false; readonly why: 'unknown' | 'used' | 'email' };

/** Accounts, who is signed in, and claim codes. A call while the database is away rejects. */
export interface AccountStore {
  /** Makes this the household's claim code. False when it has an account already, and then nothing changes. */
  setClaimCode(memberId: number, hash: string): Promise<boolean>;
  /** Uses a claim code and makes the account, both or neither. */
  claim(hash: string, account: NewAccountRow, now: number): Promise<ClaimResult>;
  byEmail(email: string): Promise<Account | undefined>;
  byId(id: number): Promise<Account | undefined>;
  /** Ends the household's account, its sessions with it. False when it has none. */
  remove(memberId: number): Promise<boolean>;
  setPassword(id: number, password: string): Promise<void>;
  memberName(memberId: number): Promise<string>;
  /** Signs in until `expiresAt` (unix seconds); the answer is shown this once. Sessions that ended are forgotten. */
  openSession(accountId: number, expiresAt: number, now: number): Promise<string>;
  /** Whose session this is, while it lasts. */
  accountOfSession(token: string, now: number): Promise<Account | undefined>;
  closeSession(token: string): Promise<void>;
  /** Ends every session of an account but this one. */
  closeOtherSessions(accountId: number, token: string | undefined): Promise<void>;
}

export function accountStore(source: () => DataSource): AccountStore {
  const accounts = () => source().getRepository(AccountSchema);
  const sessions = () => source().getRepository(SessionSchema);
  return {
    setClaimCode: (memberId, hash) =>
      source().transaction(async (manager) => {
        if (await manager.existsBy(AccountSchema, { memberId })) return false;
        await manager.upsert(ClaimCodeSchema, { memberId, hash, usedAt: null }, ['memberId']);
        return true;
      }),
    claim: (hash, account, now) => claim(source(), hash, account, now),
    byEmail: async (email) => (await accounts().findOneBy({ email })) ?? undefined,
    byId: async (id) => (await accounts().findOneBy({ id })) ?? undefined,
    remove: async (memberId) => ((await accounts().delete({ memberId })).affected ?? 0) > 0,
    setPassword: async (id, password) => {
      await accounts().update({ id }, { password });
    },
    memberName: async (id) => (await source().manager.findOneByOrFail(MemberSchema, { id })).name,
    openSession: async (accountId, expiresAt, now) => {
      await sessions().delete({ expiresAt: LessThan(now) });
      const token = newSecret();
      await sessions().insert({ hash: secretDigest(token), accountId, expiresAt });
      return token;
    },
    accountOfSession: async (token, now) => {
      const session = await sessions().findOneBy({ hash: secretDigest(token) });
      if (!session || session.expiresAt <= now) return undefined;
      return (await accounts().findOneBy({ id: session.accountId })) ?? undefined;
    },
    closeSession: async (token) => {
      await sessions().delete({ hash: secretDigest(token) });
    },
    closeOtherSessions: async (accountId, token) => {
      await sessions().delete({ accountId, hash: Not(token === undefined ? '' : secretDigest(token)) });
    },
  };
}

function claim(source: DataSource, hash: string, account: NewAccountRow, now: number): Promise<ClaimResult> {
  return source.transaction(async (manager): Promise<ClaimResult> => {
    // Locked, so that of two who use the code at once the second finds it used.
    const code = await manager.findOne(ClaimCodeSchema, { where: { hash }, lock: { mode: 'pessimistic_write' } });
    if (!code) return { ok: false, why: 'unknown' };
    if (code.usedAt !== null) return { ok: false, why: 'used' };
    const { memberId } = code;
    await manager
      .createQueryBuilder()
      .insert()
      .into(AccountSchema)
      .values({ ...account, memberId })
      .orIgnore()
      .execute();
    const made = await manager.findOneBy(AccountSchema, { memberId });
    if (made?.email !== account.email) return { ok: false, why: 'email' };
    await manager.update(ClaimCodeSchema, { memberId }, { usedAt: now });
    return { ok: true, account: made };
  });
}

import { TEAM_SCOPES, type TeamScope } from '@hub/domain/access';
import { type DataSource, LessThan, Like } from 'typeorm';
import { type TeamAuditRow, TeamAuditSchema, type TeamKeyRow, TeamKeySchema } from './schema/team';
import { newSecret, secretDigest } from './secrets';

/** A key of the team as it is listed; the key itself is known to its holder alone. */
export interface TeamKey {
  /** Start of its hash: tells it from others and opens nothing. */
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly TeamScope[];
  readonly createdAt: Date;
}

/** A call that changes something, before it is answered. */
export type AuditCall = Omit<TeamAuditRow, 'id' | 'status'>;

/** Keys of the team, and what was done with them. A call while the database is away rejects. */
export interface TeamStore {
  /** A new key, shown this once; `scopes` null: everything, also what comes later. */
  issue(name: string, scopes: readonly TeamScope[] | null): Promise<{ readonly id: string; readonly key: string }>;
  keyOf(key: string): Promise<TeamKey | undefined>;
  keys(): Promise<readonly TeamKey[]>;
  /** False where there is no such key. */
  revoke(id: string): Promise<boolean>;
  /** Notes a call before it is worked on; the answer is its number. */
  noteCall(call: AuditCall): Promise<number>;
  noteStatus(id: number, status: number): Promise<void>;
  /** Newest first. */
  audit(limit: number, before?: number): Promise<readonly TeamAuditRow[]>;
}

const ID_LENGTH = 12;
const LONGEST = { call: 255, detail: 1000 } as const;

export function teamStore(source: () => DataSource): TeamStore {
  const keys = () => source().getRepository(TeamKeySchema);
  const audit = () => source().getRepository(TeamAuditSchema);
  return {
    issue: async (name, scopes) => {
      const key = newSecret();
      const hash = secretDigest(key);
      await keys().insert({ hash, name, scopes: scopes === null ? null : scopes.join(',') });
      return { id: hash.slice(0, ID_LENGTH), key };
    },
    keyOf: async (key) => {
      const row = await keys().findOneBy({ hash: secretDigest(key) });
      return row ? keyOf(row) : undefined;
    },
    keys: async () => (await keys().find({ order: { createdAt: 'ASC', hash: 'ASC' } })).map(keyOf),
    revoke: async (id) => ((await keys().delete({ hash: Like(`${id}%`) })).affected ?? 0) > 0,
    noteCall: async (call) => {
      const { identifiers } = await audit().insert({
        ...call,
        call: call.call.slice(0, LONGEST.call),
        detail: call.detail.slice(0, LONGEST.detail),
        status: null,
      });
      return Number(identifiers[0]?.['id']);
    },
    noteStatus: async (id, status) => {
      await audit().update({ id }, { status });
    },
    audit: (limit, before) =>
      audit().find({
        ...(before !== undefined && { where: { id: LessThan(before) } }),
        order: { id: 'DESC' },
        take: limit,
      }),
  };
}

const keyOf = ({ hash, name, scopes, createdAt }: TeamKeyRow): TeamKey => ({
  id: hash.slice(0, ID_LENGTH),
  name,
  scopes: scopes === null ? TEAM_SCOPES : TEAM_SCOPES.filter((scope) => scopes.split(',').includes(scope)),
  createdAt,
});

import { type Connection, type DatabaseLogin, keepConnecting } from '@hub/adapters/mariadb';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { communityDataSource } from './data-source';
import { type AccountStore, accountStore } from './accounts';
import { type FactoryHubStore, factoryHubStore } from './factory-hubs';
import { type FleetStore, fleetStore } from './fleet';
import { type HubStore, hubStore } from './hubs';
import { AccessKeySchema, ProgressSchema, SeriesSchema } from './schema/club';
import { newSecret, secretDigest } from './secrets';
import { type MemberStore, memberStore } from './members';
import { type RevisionStore, revisionStore } from './revisions';
import { type TariffStore, tariffStore } from './tariffs';
import { type TeamStore, teamStore } from './team';

/** Of the club: what it generates, uses, and uses of its own, and how much of these sums was read. Of a member: read, with gaps estimated, and its share. */
export type SeriesKind = 'generation' | 'consumption' | 'shared' | 'completeness' | 'use' | 'estimated' | 'hydro';
export const CLUB = 0;

export interface SeriesKey {
  readonly id: number;
  /** `CLUB` or a member's number. */
  readonly memberId: number;
  readonly kind: SeriesKind;
}

/** Work that waits: everything from this unix second on. */
export interface Due {
  readonly from: number;
  readonly version: number;
}

/** What the community server remembers beside its half-hours. A call while the database is away rejects. */
export interface CommunityDatabase extends Omit<Connection, 'source'>, MemberStore, RevisionStore, TariffStore {
  ping(): Promise<void>;
  /** The series of a member or of the club; made when they are not there. Repeating a call changes nothing. */
  series(memberId: number, kinds: readonly SeriesKind[]): Promise<readonly SeriesKey[]>;
  findSeries(id: number): Promise<SeriesKey | undefined>;
  /** What a task has to do; undefined when it has nothing to do. */
  due(task: string): Promise<Due | undefined>;
  /** Note that a task has to do everything from `time` on. Only ever earlier, until it is `settled`. */
  makeDue(task: string, time: number): Promise<void>;
  /** Note that a task has done what `due` answered. What became due meanwhile, however late a time it is for, stays due. */
  settled(task: string, due: Due): Promise<void>;
  /** A new key that opens a member's series, shown this once. */
  issueKey(memberId: number): Promise<string>;
  /** Whose key this is. */
  memberOfKey(key: string): Promise<number | undefined>;
  readonly accounts: AccountStore;
  readonly hubs: HubStore;
  readonly factoryHubs: FactoryHubStore;
  readonly fleet: FleetStore;
  readonly team: TeamStore;
}

export function openCommunityDatabase(login: DatabaseLogin): CommunityDatabase {
  const { source, ...connection } = keepConnecting(communityDataSource(login));
  return {
    ...connection,
    ping: async () => {
      await source().query('SELECT 1');
    },
    ...memberStore(source),
    ...revisionStore(source),
    ...tariffStore(source),
    series: (memberId, kinds) => keepSeries(source().manager, memberId, kinds),
    findSeries: async (id) => {
      const row = await source().manager.findOneBy(SeriesSchema, { id });
      return row ? { id, memberId: row.memberId, kind: row.kind as SeriesKind } : undefined;
    },
    ...progress(source),
    ...keys(source),
    accounts: accountStore(source),
    hubs: hubStore(source),
    factoryHubs: factoryHubStore(source),
    fleet: fleetStore(source),
    team: teamStore(source),
  };
}

async function keepSeries(
  manager: EntityManager,
  memberId: number,
  kinds: readonly SeriesKind[],
): Promise<SeriesKey[]> {
  const find = () => manager.findBy(SeriesSchema, { memberId, kind: In(kinds) });
  let rows = await find();
  if (rows.length < kinds.length) {
    const missing = kinds.filter((kind) => !rows.some((row) => row.kind === kind)).map((kind) => ({ memberId, kind }));
    await manager.createQueryBuilder().insert().into(SeriesSchema).values(missing).orIgnore().execute();
    rows = await find();
  }
  return kinds.flatMap((kind) => rows.filter((row) => row.kind === kind).map(({ id }) => ({ id, memberId, kind })));
}

type ProgressPart = Pick<CommunityDatabase, 'due' | 'makeDue' | 'settled'>;

function progress(source: () => DataSource): ProgressPart {
  return {
    due: async (task) => {
      const row = await source().manager.findOneBy(ProgressSchema, { task });
      return row && row.dueFrom !== null ? { from: row.dueFrom, version: row.version } : undefined;
    },
    makeDue: async (task, time) => {
      await source().query(
        `INSERT INTO progress (task, due_from, version) VALUES (?, ?, 1)
         ON DUPLICATE KEY UPDATE due_from = LEAST(COALESCE(due_from, VALUES(due_from)), VALUES(due_from)), version = version + 1`,
        [task, time],
      );
    },
    settled: async (task, { version }) => {
      await source().manager.update(ProgressSchema, { task, version }, { dueFrom: null });
    },
  };
}

type KeyPart = Pick<CommunityDatabase, 'issueKey' | 'memberOfKey'>;

function keys(source: () => DataSource): KeyPart {
  return {
    issueKey: async (memberId) => {
      const key = newSecret();
      await source().manager.insert(AccessKeySchema, { hash: secretDigest(key), memberId });
      return key;
    },
    memberOfKey: async (key) =>
      (await source().manager.findOneBy(AccessKeySchema, { hash: secretDigest(key) }))?.memberId,
  };
}

import type { DataSource } from 'typeorm';
import { In, IsNull, LessThanOrEqual, MoreThan, Not } from 'typeorm';
import { CertificateSchema, type HubEventRow, HubEventSchema, type HubRow, HubSchema } from './schema/fleet';

/** A hub as the server remembers it. Times are unix seconds. */
export interface Hub {
  readonly id: string;
  readonly memberId: number;
  readonly linkedAt: number;
  readonly version: string;
  readonly lastContact: number | null;
  readonly localAddresses: readonly string[];
  /** JSON of what its agent last reported. */
  readonly updateStatus: string | null;
  readonly group: string | null;
  readonly hold: boolean;
  readonly pin: string | null;
}

export interface IssuedCertificate {
  readonly serial: string;
  readonly hubId: string;
  readonly issuedAt: number;
  readonly notAfter: number;
}

/** What a call of a hub tells about it. */
export interface HubSign {
  readonly version?: string;
  readonly localAddresses?: readonly string[];
  readonly updateStatus?: string;
}

export type HubLogEntry = Readonly<Omit<HubEventRow, 'id' | 'hubId'>>;

/** What the team sets for single hubs; what is left out stays. */
export type HubSettings = Partial<Pick<Hub, 'group' | 'hold' | 'pin'>>;

/** Hubs and their certificates. A call while the database is away rejects. */
export interface HubStore {
  hub(id: string): Promise<Hub | undefined>;
  hubs(): Promise<readonly Hub[]>;
  /** At most `limit` hubs by id, after the one with this id. */
  hubsAfter(id: string, limit: number): Promise<readonly Hub[]>;
  count(): Promise<number>;
  hubsOf(memberId: number): Promise<readonly Hub[]>;
  /**
   * Makes the hub the member's, or links it again, and notes its certificate; older ones of it are revoked. False when it belongs to
   * another member, and then nothing changes.
   */
  enrol(
    hub: Pick<Hub, 'id' | 'memberId' | 'version' | 'localAddresses'>,
    certificate: IssuedCertificate,
  ): Promise<boolean>;
  addCertificate(certificate: IssuedCertificate): Promise<void>;
  /** The hub of a certificate that was issued here and not revoked, while the hub is linked. */
  hubOfCertificate(serial: string): Promise<Hub | 'revoked' | undefined>;
  /** Forgets the hub and its log, and revokes its certificates. */
  removeHub(id: string, now: number): Promise<void>;
  noteContact(id: string, sign: HubSign, now: number): Promise<void>;
  set(ids: readonly string[], settings: HubSettings): Promise<void>;
  /** Adds to a hub's log, of which the newest entries are kept. */
  log(hubId: string, entries: readonly HubLogEntry[]): Promise<void>;
  /** Newest first. */
  logOf(hubId: string, limit: number): Promise<readonly HubLogEntry[]>;
  /** Serial numbers and times of what was revoked and has not ended. */
  revoked(
    now: number,
  ): Promise<readonly { readonly serial: string; readonly revokedAt: number; readonly notAfter: number }[]>;
}

/** A hub that reports a change each minute for ever fills no disk. */
const MOST_EVENTS = 200;

/** Rows of one statement. */
const ROWS = 1000;

async function setSettings(source: DataSource, ids: readonly string[], { group, ...rest }: HubSettings): Promise<void> {
  const values = { ...rest, ...(group !== undefined && { groupName: group }) };
  for (let at = 0; at < ids.length; at += ROWS)
    await source.manager.update(HubSchema, { id: In(ids.slice(at, at + ROWS)) }, values);
}

export function hubStore(source: () => DataSource): HubStore {
  const hubs = () => source().getRepository(HubSchema);
  const certificates = () => source().getRepository(CertificateSchema);
  const revoke = (hubId: string, now: number, manager = source().manager) =>
    manager.update(CertificateSchema, { hubId, revokedAt: IsNull() }, { revokedAt: now });
  return {
    hub: async (id) => {
      const row = await hubs().findOneBy({ id });
      return row ? hubOf(row) : undefined;
    },
    hubs: async () => (await hubs().find({ order: { id: 'ASC' } })).map(hubOf),
    hubsAfter: async (id, limit) =>
      (await hubs().find({ where: { id: MoreThan(id) }, order: { id: 'ASC' }, take: limit })).map(hubOf),
    count: () => hubs().count(),
    hubsOf: async (memberId) => (await hubs().find({ where: { memberId }, order: { id: 'ASC' } })).map(hubOf),
    enrol: (hub, certificate) =>
      source().transaction(async (manager) => {
        const { id, memberId, version } = hub;
        const now = certificate.issuedAt;
        const row = { id, memberId, version, linkedAt: now, lastContact: now, updateStatus: null };
        const rest = { localAddresses: JSON.stringify(hub.localAddresses), groupName: null, hold: false, pin: null };
        await manager
          .createQueryBuilder()
          .insert()
          .into(HubSchema)
          .values({ ...row, ...rest })
          .orIgnore()
          .execute();
        const kept = await manager.findOneOrFail(HubSchema, { where: { id }, lock: { mode: 'pessimistic_write' } });
        if (kept.memberId !== memberId) return false;
        await manager.update(HubSchema, { id }, { version, lastContact: now, localAddresses: rest.localAddresses });
        await revoke(id, now, manager);
        await manager.insert(CertificateSchema, { ...certificate, revokedAt: null });
        return true;
      }),
    addCertificate: async (certificate) => {
      await certificates().insert({ ...certificate, revokedAt: null });
    },
    hubOfCertificate: async (serial) => {
      const certificate = await certificates().findOneBy({ serial });
      if (!certificate) return undefined;
      if (certificate.revokedAt !== null) return 'revoked';
      const row = await hubs().findOneBy({ id: certificate.hubId });
      return row ? hubOf(row) : 'revoked';
    },
    removeHub: (id, now) =>
      source().transaction(async (manager) => {
        await revoke(id, now, manager);
        await manager.delete(HubSchema, { id });
        await manager.delete(HubEventSchema, { hubId: id });
      }),
    noteContact: async (id, { localAddresses, ...sign }, now) => {
      const addresses = localAddresses && { localAddresses: JSON.stringify(localAddresses) };
      await hubs().update({ id }, { lastContact: now, ...sign, ...addresses });
    },
    set: (ids, settings) => setSettings(source(), ids, settings),
    log: async (hubId, entries) => {
      if (entries.length === 0) return;
      const { manager } = source();
      await manager.insert(
        HubEventSchema,
        entries.map((entry) => ({ hubId, ...entry })),
      );
      const [oldest] = await manager.find(HubEventSchema, {
        where: { hubId },
        order: { id: 'DESC' },
        skip: MOST_EVENTS,
        take: 1,
      });
      if (oldest) await manager.delete(HubEventSchema, { hubId, id: LessThanOrEqual(oldest.id) });
    },
    logOf: (hubId, limit) =>
      source().manager.find(HubEventSchema, { where: { hubId }, order: { id: 'DESC' }, take: limit }),
    revoked: async (now) => {
      const rows = await certificates().findBy({ revokedAt: Not(IsNull()), notAfter: MoreThan(now) });
      return rows.map(({ serial, revokedAt, notAfter }) => ({ serial, revokedAt: revokedAt ?? now, notAfter }));
    },
  };
}

const hubOf = ({ groupName, localAddresses, ...row }: HubRow): Hub => ({
  ...row,
  localAddresses: JSON.parse(localAddresses) as string[],
  group: groupName,
});

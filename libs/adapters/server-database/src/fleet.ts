import type { HubProgress, Rollout, RolloutEvent, RolloutMember, RolloutPlan, RolloutState } from '@hub/domain/rollout';
import type { DataSource } from 'typeorm';
import {
  ReleaseSchema,
  RolloutEventSchema,
  RolloutHubSchema,
  type RolloutHubRow,
  type RolloutRow,
  RolloutSchema,
} from './schema/fleet';

export interface StoredRelease {
  readonly version: string;
  /** JSON, as it was published. */
  readonly manifest: string;
  /** Whether its bundle is there. */
  readonly uploaded: boolean;
}

/** Releases and rollouts. A call while the database is away rejects. */
export interface FleetStore {
  releases(): Promise<readonly StoredRelease[]>;
  release(version: string): Promise<StoredRelease | undefined>;
  /** False when there is another release of this version already, and then nothing changes. */
  addRelease(version: string, manifest: string): Promise<boolean>;
  setUploaded(version: string): Promise<void>;
  rollouts(): Promise<readonly Rollout[]>;
  rollout(id: number): Promise<Rollout | undefined>;
  addRollout(plan: RolloutPlan, now: number): Promise<Rollout>;
  /** Writes what changed of a rollout, of its members, and its events: all or nothing. */
  keepRollout(rollout: Rollout, members: readonly RolloutMember[], events: readonly RolloutEvent[]): Promise<void>;
  rolloutMembers(id: number): Promise<readonly RolloutMember[]>;
  rolloutMember(id: number, hubId: string): Promise<RolloutMember | undefined>;
  /** The newest, oldest first. */
  rolloutEvents(id: number, limit: number): Promise<readonly RolloutEvent[]>;
}

const REASON_LENGTH = 255;
/** Rows of one statement: 10,000 hubs at once would be a longer one than MariaDB takes. */
const ROWS = 1000;

export function fleetStore(source: () => DataSource): FleetStore {
  const releases = () => source().getRepository(ReleaseSchema);
  const rollouts = () => source().getRepository(RolloutSchema);
  return {
    releases: () => releases().find(),
    release: async (version) => (await releases().findOneBy({ version })) ?? undefined,
    addRelease: async (version, manifest) => {
      const row = { version, manifest, uploaded: false };
      await releases().createQueryBuilder().insert().values(row).orIgnore().execute();
      return (await releases().findOneByOrFail({ version })).manifest === manifest;
    },
    setUploaded: async (version) => {
      await releases().update({ version }, { uploaded: true });
    },
    rollouts: async () => (await rollouts().find({ order: { id: 'DESC' } })).map(rolloutOf),
    rollout: async (id) => {
      const row = await rollouts().findOneBy({ id });
      return row ? rolloutOf(row) : undefined;
    },
    addRollout: async (plan, now) => {
      const row = await rollouts().save({
        ...{ version: plan.version, plan: JSON.stringify(plan), state: 'running', reason: null },
        ...{ startedAt: now, openedAt: '[]', resumedAt: 0 },
      });
      return rolloutOf(row);
    },
    keepRollout: (rollout, members, events) => keepRollout(source(), rollout, members, events),
    rolloutMembers: async (rolloutId) => (await source().manager.findBy(RolloutHubSchema, { rolloutId })).map(memberOf),
    rolloutMember: async (rolloutId, hubId) => {
      const row = await source().manager.findOneBy(RolloutHubSchema, { rolloutId, hubId });
      return row ? memberOf(row) : undefined;
    },
    rolloutEvents: async (rolloutId, limit) => {
      const rows = await source().manager.find(RolloutEventSchema, {
        where: { rolloutId },
        order: { id: 'DESC' },
        take: limit,
      });
      return rows.toReversed().map(({ at, event, hubId, detail }) => ({
        at,
        event: event as RolloutEvent['event'],
        hubId,
        detail,
      }));
    },
  };
}

async function keepRollout(
  source: DataSource,
  rollout: Rollout,
  members: readonly RolloutMember[],
  events: readonly RolloutEvent[],
): Promise<void> {
  const { id, state, reason, openedAt, resumedAt } = rollout;
  await source.transaction(async (manager) => {
    await manager.update(
      RolloutSchema,
      { id },
      { state, reason: cut(reason), openedAt: JSON.stringify(openedAt), resumedAt },
    );
    for (let at = 0; at < members.length; at += ROWS) {
      const rows = members
        .slice(at, at + ROWS)
        .map((member) => ({ rolloutId: id, ...member, reason: cut(member.reason) }));
      await manager.upsert(RolloutHubSchema, rows, ['rolloutId', 'hubId']);
    }
    for (let at = 0; at < events.length; at += ROWS) {
      const rows = events
        .slice(at, at + ROWS)
        .map((event) => ({ rolloutId: id, ...event, detail: cut(event.detail) ?? '' }));
      await manager.insert(RolloutEventSchema, rows);
    }
  });
}

const cut = (text: string | null): string | null => text?.slice(0, REASON_LENGTH) ?? null;

const rolloutOf = (row: RolloutRow): Rollout => ({
  id: row.id,
  plan: JSON.parse(row.plan) as RolloutPlan,
  state: row.state as RolloutState,
  reason: row.reason,
  createdAt: row.startedAt,
  openedAt: JSON.parse(row.openedAt) as number[],
  resumedAt: row.resumedAt,
});

const memberOf = ({ hubId, wave, progress, since, reason }: RolloutHubRow): RolloutMember => ({
  hubId,
  wave,
  progress: progress as HubProgress,
  since,
  reason,
});

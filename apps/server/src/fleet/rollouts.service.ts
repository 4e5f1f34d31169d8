import type { CommunityDatabase, Hub } from '@hub/adapters/server-database';
import type { NewRollout, RolloutList, RolloutView } from '@hub/contracts';
import {
  advance,
  command,
  isActive,
  observed,
  oneOfEachHousehold,
  placeInWaves,
  type Rollout,
  type RolloutCommand,
  type RolloutEvent,
  type RolloutMember,
  standingOf,
} from '@hub/domain/rollout';
import { OneAtATime } from '@hub/nest-http';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK, DATABASE } from '../ports/ports';
import { FleetChanged } from './fleet-changed';
import { factOf } from './facts';
import { rolloutState, rolloutUnderWay, unknownRollout } from './fleet-errors';
import { ReleasesService } from './releases.service';
import { rolloutView } from './rollout-view';

const LOG_ENTRIES = 200;

/** Rollouts. What becomes of them is decided in `libs/domain/rollout`; here it is read and written, one thing at a time. */
@Injectable()
export class RolloutsService {
  private readonly turn = new OneAtATime();

  constructor(
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    private readonly releases: ReleasesService,
    private readonly changed: FleetChanged,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ApiError 404 RELEASE_UNKNOWN, 409 RELEASE_WITHOUT_BUNDLE, 409 ROLLOUT_UNDER_WAY */
  create(plan: NewRollout): Promise<RolloutView> {
    return this.turn.run(async () => {
      await this.releases.ready(plan.version);
      const active = (await this.database.fleet.rollouts()).find(isActive);
      if (active) throw rolloutUnderWay(active.id);
      const now = this.now();
      const rollout = await this.database.fleet.addRollout(plan, now);
      const created: RolloutEvent = { at: now, event: 'created', hubId: null, detail: plan.version };
      await this.database.fleet.keepRollout(rollout, [], [created]);
      await this.stepOne(rollout, await this.database.hubs.hubs());
      this.changed.notify();
      return this.view(rollout.id);
    });
  }

  /** @throws ApiError 404 ROLLOUT_UNKNOWN, 409 ROLLOUT_STATE */
  command(id: number, wanted: RolloutCommand): Promise<RolloutView> {
    return this.turn.run(async () => {
      const rollout = await this.rollout(id);
      const done = command(rollout, wanted, 'by the team', this.now());
      if (done === undefined) throw rolloutState(id, rollout.state, wanted);
      await this.database.fleet.keepRollout(done.rollout, [], done.events);
      this.changed.notify();
      return this.view(id);
    });
  }

  async list(): Promise<RolloutList> {
    const rollouts = await this.database.fleet.rollouts();
    return {
      rollouts: rollouts.map(({ id, plan, state, createdAt }) => ({ id, version: plan.version, state, createdAt })),
    };
  }

  /** @throws ApiError 404 ROLLOUT_UNKNOWN */
  async view(id: number): Promise<RolloutView> {
    const rollout = await this.rollout(id);
    const members = await this.database.fleet.rolloutMembers(id);
    return rolloutView(rollout, members, await this.database.fleet.rolloutEvents(id, LOG_ENTRIES));
  }

  /** One look at the hubs: notes how they stand, and goes on, pauses or finishes. */
  step(hubs: readonly Hub[]): Promise<void> {
    return this.turn.run(async () => {
      const active = (await this.database.fleet.rollouts()).find(isActive);
      if (active) await this.stepOne(active, hubs);
    });
  }

  private async stepOne(rollout: Rollout, hubs: readonly Hub[]): Promise<void> {
    const now = this.now();
    const before = await this.database.fleet.rolloutMembers(rollout.id);
    const after = look(rollout, before, hubs, now);
    const changed = changesOf(before, after);
    const events = changed.filter(isTold).map((member) => eventOf(member, now));
    const origins = new Map(hubs.map(({ id, memberId, linkedAt }) => [id, { household: memberId, linkedAt }]));
    const next = advance(rollout, oneOfEachHousehold(after, origins, rollout.createdAt), now);
    if (changed.length + next.events.length === 0) return;
    await this.database.fleet.keepRollout(next.rollout, changed, [...events, ...next.events]);
    // An opened wave changes how its hubs stand.
    if (next.events.length > 0) await this.stepOne(next.rollout, hubs);
  }

  private async rollout(id: number): Promise<Rollout> {
    const rollout = await this.database.fleet.rollout(id);
    if (rollout === undefined) throw unknownRollout(id);
    return rollout;
  }

  private now(): number {
    return Math.floor(this.clock());
  }
}

/** Every hub in its wave, and as it stands now. */
function look(rollout: Rollout, before: readonly RolloutMember[], hubs: readonly Hub[], now: number): RolloutMember[] {
  const known = new Map(before.map((member) => [member.hubId, member]));
  const placed = new Map(before.map(({ hubId, wave }) => [hubId, wave]));
  const placeable = hubs.map(({ id, group }) => ({ hubId: id, group }));
  const waves = placeInWaves(placeable, rollout.plan, String(rollout.id), placed);
  const byId = new Map(hubs.map((hub) => [hub.id, hub]));
  return [...new Set([...known.keys(), ...waves.keys()])].map((hubId) => {
    const wave = waves.get(hubId) ?? placed.get(hubId) ?? 0;
    const member = known.get(hubId) ?? { hubId, wave, progress: 'waiting', since: now, reason: null };
    const hub = byId.get(hubId);
    return observed(member, standingOf(rollout, wave, hub && factOf(hub), now), now);
  });
}

function changesOf(before: readonly RolloutMember[], after: readonly RolloutMember[]): RolloutMember[] {
  const known = new Map(before.map((member) => [member.hubId, member]));
  return after.filter((member) => known.get(member.hubId) !== member);
}

/** The log of 10,000 hubs that are offered something tells nothing. */
const isTold = ({ progress }: RolloutMember): boolean => ['done', 'failed', 'lost'].includes(progress);

const eventOf = ({ hubId, progress, reason }: RolloutMember, at: number): RolloutEvent => ({
  at,
  event: progress,
  hubId,
  detail: reason ?? '',
});

import type { CommunityDatabase, Hub } from '@hub/adapters/server-database';
import type { ReleaseManifest, UpdateTarget } from '@hub/contracts';
import { isActive, type Place, type Rollout, type RolloutMember, type Wanted, wantedOf } from '@hub/domain/rollout';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK, DATABASE } from '../ports/ports';
import { factOf } from './facts';
import { manifestOf } from './releases.service';

/** What hubs are told to run. */
@Injectable()
export class TargetsService {
  constructor(
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For a hub that asks, which is a sign of life. */
  async ask(hub: Hub): Promise<UpdateTarget> {
    await this.database.hubs.noteContact(hub.id, {}, Math.floor(this.clock()));
    const rollouts = await this.database.fleet.rollouts();
    const active = rollouts.find(isActive);
    const member = active && (await this.database.fleet.rolloutMember(active.id, hub.id));
    const wanted = wantedOf(factOf(hub), placesOf(rollouts, active && member && new Map([[hub.id, member]]), hub.id));
    return targetOf(wanted, await this.ready());
  }

  /** For every hub. */
  async all(hubs: readonly Hub[]): Promise<ReadonlyMap<string, UpdateTarget>> {
    const rollouts = await this.database.fleet.rollouts();
    const active = rollouts.find(isActive);
    const members = active && (await this.database.fleet.rolloutMembers(active.id));
    const byHub = new Map(members?.map((member) => [member.hubId, member]));
    const releases = await this.ready();
    return new Map(
      hubs.map((hub) => [hub.id, targetOf(wantedOf(factOf(hub), placesOf(rollouts, byHub, hub.id)), releases)]),
    );
  }

  private async ready(): Promise<ReadonlyMap<string, ReleaseManifest>> {
    const releases = (await this.database.fleet.releases()).filter(({ uploaded }) => uploaded);
    return new Map(releases.map((release) => [release.version, manifestOf(release)]));
  }
}

/** Only one rollout is active at a time; who is in which wave matters for that one alone. */
function placesOf(
  rollouts: readonly Rollout[],
  members: ReadonlyMap<string, RolloutMember> | undefined,
  hubId: string,
): Place[] {
  return rollouts.map((rollout) => {
    const member = isActive(rollout) ? members?.get(hubId) : undefined;
    return { rollout, wave: member?.wave ?? null, progress: member?.progress ?? null };
  });
}

/** Addresses are relative to the server's own: the reader of a target knows where it came from. */
function targetOf({ version, ...rest }: Wanted, releases: ReadonlyMap<string, ReleaseManifest>): UpdateTarget {
  const manifest = version === null ? undefined : releases.get(version);
  if (manifest === undefined) return { format: 1, release: null, ...rest };
  const url = `/api/v1/releases/${encodeURIComponent(manifest.version)}/bundle`;
  return { format: 1, release: { ...manifest, bundle: { ...manifest.bundle, url } }, ...rest };
}

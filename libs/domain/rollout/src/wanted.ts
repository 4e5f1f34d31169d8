import { compareVersions, isVersion } from '@hub/domain/update';
import { hashFraction } from './by-chance';
import type { HubFact } from './progress';
import type { HubProgress, Rollout } from './rollout';

/** What the server wants of a hub, before the version is looked up among the releases. */
export interface Wanted {
  readonly version: string | null;
  readonly hold: boolean;
  /** Unix seconds. */
  readonly notBefore: number;
  readonly urgent: boolean;
}

/** A rollout and where one hub stands in it; null where the hub is not in it. */
export interface Place {
  readonly rollout: Rollout;
  readonly wave: number | null;
  readonly progress: HubProgress | null;
}

const STAY: Wanted = { version: null, hold: false, notBefore: 0, urgent: false };

/**
 * What a hub should run: what it is pinned to; else what the newest rollout says whose wave for it is open. A finished rollout is for every
 * hub, also for those that came later; an aborted one is as if it had never been. Rollouts never lead back to an older version: only a pin
 * does.
 */
export function wantedOf(hub: HubFact, placesNewestFirst: readonly Place[]): Wanted {
  if (hub.pin !== null) return { ...STAY, version: hub.pin, hold: hub.hold };
  for (const place of placesNewestFirst) {
    const opened = openedFor(place);
    if (opened === undefined) continue;
    const { plan, state } = place.rollout;
    if (isOlder(plan.version, hub.version)) break;
    return {
      version: plan.version,
      // A paused rollout also stops those that have begun and have not restarted yet.
      hold: hub.hold || (state === 'paused' && place.progress !== 'done'),
      notBefore: opened + Math.floor(hashFraction(`${place.rollout.id}/${hub.hubId}`) * plan.spreadS),
      urgent: plan.urgent,
    };
  }
  return { ...STAY, hold: hub.hold };
}

/** When the rollout became this hub's, in unix seconds. */
function openedFor({ rollout, wave }: Place): number | undefined {
  if (rollout.state === 'aborted') return undefined;
  if (rollout.state === 'finished')
    return (wave === null ? undefined : rollout.openedAt[wave]) ?? rollout.openedAt.at(-1);
  return wave === null ? undefined : rollout.openedAt[wave];
}

/** A version that cannot be read (a build by hand) is older than nothing. */
const isOlder = (version: string, than: string): boolean => isVersion(than) && compareVersions(version, than) < 0;

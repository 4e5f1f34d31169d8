import type { Refusal, Release, Target } from './release';
import { compareVersions } from './version';

export type NoOffer =
  | 'nothing-targeted'
  | 'up-to-date'
  | 'held'
  | 'not-yet'
  | 'refused-before'
  | 'backing-off'
  | 'wrong-compatible'
  | 'below-floor'
  | 'step-too-large';

export type Offer =
  | { readonly kind: 'install'; readonly release: Release; readonly urgent: boolean }
  | { readonly kind: 'none'; readonly reason: NoOffer };

/** What this hub is, and what it has learnt about releases. */
export interface HubFacts {
  readonly bootedVersion: string;
  readonly compatible: string;
  /** The oldest release this image accepts (RAUC's `min-bundle-version`). */
  readonly floorVersion: string;
  readonly refused: readonly Refusal[];
  /** After a failed try: this version not again before `notBefore` (unix seconds). */
  readonly backOff: { readonly version: string; readonly notBefore: number } | undefined;
  /** Unix seconds. */
  readonly now: number;
}

/**
 * Whether to install what the team targets. The *booted* version is compared, so a hub that rolled back says so by
 * itself; a target below the booted version is followed as long as the image's floor allows it.
 */
export function decideOffer(target: Target, hub: HubFacts): Offer {
  const { release } = target;
  if (!release) return none('nothing-targeted');
  const reason = obstacle(target, release, hub);
  return reason ? none(reason) : { kind: 'install', release, urgent: target.urgent };
}

const none = (reason: NoOffer): Offer => ({ kind: 'none', reason });

function obstacle(target: Target, release: Release, hub: HubFacts): NoOffer | undefined {
  const rules: readonly [NoOffer, boolean][] = [
    ['up-to-date', release.version === hub.bootedVersion],
    ['held', target.hold],
    ['not-yet', hub.now < target.notBefore],
    ['wrong-compatible', release.compatible !== hub.compatible],
    ['refused-before', hub.refused.some(({ version }) => version === release.version)],
    ['below-floor', compareVersions(release.version, hub.floorVersion) < 0],
    ['step-too-large', compareVersions(hub.bootedVersion, release.minimumVersion) < 0],
    ['backing-off', hub.backOff?.version === release.version && isPause(hub.backOff.notBefore - hub.now)],
  ];
  return rules.find(([, applies]) => applies)?.[0];
}

const FIRST_PAUSE_S = 600;
const LONGEST_PAUSE_S = 86_400;

/** A longer one was noted by a clock that was wrong. */
const isPause = (restS: number): boolean => restS > 0 && restS <= LONGEST_PAUSE_S;

/** The pause after the `count`th failed try of the same version in a row: ten minutes, doubling, at most a day. */
export const backOffS = (count: number): number => Math.min(FIRST_PAUSE_S * 2 ** (count - 1), LONGEST_PAUSE_S);

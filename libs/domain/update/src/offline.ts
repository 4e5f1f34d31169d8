import { decideOffer, type HubFacts, type NoOffer } from './offer';
import type { Release } from './release';
import { compareVersions } from './version';

/** Why a bundle whose signature is right is not taken all the same. */
export type OfflineObstacle =
  'OTHER_MACHINE' | 'ALREADY_RUNNING' | 'OLDER_THAN_MINIMUM' | 'STEP_TOO_LARGE' | 'ROLLED_BACK_BEFORE';

/** A release that someone brought on a stick or by the page: its bundle is a file of this hub. */
export const isOffline = ({ bundleUrl }: Pick<Release, 'bundleUrl'>): boolean => bundleUrl.startsWith('file:');

const obstacles: Readonly<Partial<Record<NoOffer, OfflineObstacle>>> = {
  'up-to-date': 'ALREADY_RUNNING',
  'refused-before': 'ROLLED_BACK_BEFORE',
  'wrong-compatible': 'OTHER_MACHINE',
  'below-floor': 'OLDER_THAN_MINIMUM',
  'step-too-large': 'STEP_TOO_LARGE',
};

/**
 * The rules for a release from the server, for one that someone brought. Who stands before the page is not made to wait
 * after a failed try, and the team's hold is for its own releases.
 */
export function offlineObstacle(release: Release, hub: HubFacts): OfflineObstacle | undefined {
  const offer = decideOffer({ release, hold: false, notBefore: 0, urgent: true }, { ...hub, backOff: undefined });
  return offer.kind === 'none' ? obstacles[offer.reason] : undefined;
}

/** Of several that could be installed the newest; of equal ones the first. */
export const newestOf = <Item extends { readonly release: Pick<Release, 'version'> }>(
  items: readonly Item[],
): Item | undefined =>
  items.reduce<Item | undefined>(
    (best, item) => (best && compareVersions(best.release.version, item.release.version) >= 0 ? best : item),
    undefined,
  );

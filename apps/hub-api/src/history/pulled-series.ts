import { clubNode, type SeriesKind, sources } from '@hub/contracts';
import type { Source } from '@hub/domain/metering';
import { HALF_HOUR_S } from '@hub/domain/time';

/** Node of the household's half-hours as the server settled them. */
export const HOUSEHOLD_NODE = 'household';

export const HOUSEHOLD_KINDS = ['use', 'estimated', 'hydro'] as const satisfies readonly SeriesKind[];
export const CLUB_KINDS = ['generation', 'consumption', 'shared'] as const satisfies readonly SeriesKind[];

const settled = (node: string, name: string): Source => ({
  node,
  name,
  unit: 'kWh',
  intervalS: HALF_HOUR_S,
  durable: true,
  logged: true,
});

/** Where a series lives on the hub. The club's are those that the gateway's downlink goes on with. */
export function sourceOf(kind: SeriesKind, clubKey: string): Source {
  switch (kind) {
    case 'use':
    case 'estimated':
    case 'hydro':
      return settled(HOUSEHOLD_NODE, kind);
    case 'shared':
      return settled(clubNode(clubKey), kind);
    case 'generation':
    case 'consumption':
      return sources.club(clubKey, kind);
  }
}

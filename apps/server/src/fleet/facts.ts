import type { Hub } from '@hub/adapters/server-database';
import type { UpdateStatus } from '@hub/contracts';
import type { HubFact } from '@hub/domain/rollout';
import { updateOf } from '../hub-views/hub-views';

/** What counts of a hub for rollouts. */
export function factOf(hub: Hub, update: UpdateStatus | null = updateOf(hub)): HubFact {
  const { id: hubId, version, lastContact, hold, pin } = hub;
  return {
    hubId,
    version,
    lastContact,
    hold,
    pin,
    update: update && {
      phase: update.phase,
      working: update.release?.version ?? null,
      outcome: update.outcome,
      refused: update.refused,
    },
  };
}

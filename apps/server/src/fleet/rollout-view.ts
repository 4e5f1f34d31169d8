import type { RolloutView, WaveView } from '@hub/contracts';
import { HUB_PROGRESS, type Rollout, type RolloutEvent, type RolloutMember } from '@hub/domain/rollout';

/** Failures that are shown one by one. */
const SHOWN = 100;

/** A rollout as the team sees it. */
export function rolloutView(
  rollout: Rollout,
  members: readonly RolloutMember[],
  events: readonly RolloutEvent[],
): RolloutView {
  const { id, plan, state, reason, createdAt } = rollout;
  const { version, successPercent, errorPercent, soakS, spreadS, urgent } = plan;
  const failures = members
    .filter(({ progress }) => progress === 'failed' || progress === 'lost')
    .slice(0, SHOWN)
    .map(({ hubId, since, reason: why, progress }) => ({ hub: hubId, at: since, reason: why ?? progress }));
  return {
    ...{ id, version, state, reason, createdAt, successPercent, errorPercent, soakS, spreadS, urgent },
    waves: wavesOf(rollout, members),
    failures,
    log: events.map(({ at, event, hubId, detail }) => ({ at, event, hub: hubId, detail })),
  };
}

function wavesOf({ plan, openedAt, state }: Rollout, members: readonly RolloutMember[]): WaveView[] {
  const counts = plan.waves.map(() => new Map(HUB_PROGRESS.map((progress) => [progress, 0])));
  for (const { wave, progress } of members) counts[wave]?.set(progress, (counts[wave].get(progress) ?? 0) + 1);
  return plan.waves.map((wave, index) => {
    const opened = openedAt[index];
    const passed = index < openedAt.length - 1 || (opened !== undefined && state === 'finished');
    return {
      wave,
      state: opened === undefined ? 'closed' : passed ? 'passed' : 'open',
      openedAt: opened ?? null,
      counts: Object.fromEntries(counts[index] ?? []) as WaveView['counts'],
    };
  });
}

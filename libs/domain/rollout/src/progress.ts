import type { Phase } from '@hub/domain/update';
import type { HubProgress, Rollout, RolloutMember } from './rollout';

/** What the server knows of a hub. Times are unix seconds of the server's clock. */
export interface HubFact {
  readonly hubId: string;
  /** The version that runs. */
  readonly version: string;
  readonly lastContact: number | null;
  readonly hold: boolean;
  /** The one version the team wants here, whatever the rollouts say. */
  readonly pin: string | null;
  /** Null when its agent never reported. */
  readonly update: HubUpdate | null;
}

/** What of a hub's report counts for a rollout. */
export interface HubUpdate {
  readonly phase: Phase;
  /** The version that is under way. */
  readonly working: string | null;
  readonly outcome: { readonly kind: string; readonly version: string; readonly reason: string | null } | null;
  readonly refused: readonly { readonly version: string; readonly reason: string }[];
}

/** A hub that polls every ten minutes and was silent for a day is switched off. */
export const ABSENT_AFTER_S = 86_400;
/** Longer than a download over a slow line is silent, and a restart takes. */
export const LOST_AFTER_S = 6 * 3600;

const WORKING: readonly Phase[] = ['downloading', 'installing', 'pending-reboot', 'verifying', 'rolling-back'];

interface Standing {
  readonly progress: HubProgress;
  readonly reason: string | null;
}

/** How a hub stands in a rollout now. `fact` is undefined for a hub that is no longer there. */
export function standingOf(rollout: Rollout, wave: number, fact: HubFact | undefined, now: number): Standing {
  const { version } = rollout.plan;
  if (fact === undefined) return standing('left-out');
  if (isDone(fact, version)) return standing('done');
  if (fact.hold || (fact.pin !== null && fact.pin !== version)) return standing('left-out');
  if (rollout.openedAt[wave] === undefined) return standing('waiting');
  return standingInOpenWave(fact, version, fact.lastContact === null ? Infinity : now - fact.lastContact);
}

function standingInOpenWave(fact: HubFact, version: string, silentS: number): Standing {
  if (isWorking(fact, version)) {
    return silentS > LOST_AFTER_S ? standing('lost', `silent since ${fact.update?.phase ?? ''}`) : standing('working');
  }
  const fault = faultOf(fact, version);
  if (fault !== undefined) return standing('failed', fault);
  return standing(silentS > ABSENT_AFTER_S ? 'absent' : 'offered');
}

/** The member as it is now; the same object when nothing changed. */
export function observed(member: RolloutMember, { progress, reason }: Standing, now: number): RolloutMember {
  if (member.progress === progress && member.reason === reason) return member;
  return { ...member, progress, reason, since: member.progress === progress ? member.since : now };
}

const standing = (progress: HubProgress, reason: string | null = null): Standing => ({ progress, reason });

/** It runs the version, and the trial of it is over. */
const isDone = ({ version, update }: HubFact, wanted: string): boolean =>
  version === wanted && (update === null || !WORKING.includes(update.phase) || update.working !== wanted);

const isWorking = ({ update }: HubFact, wanted: string): boolean =>
  update !== null && WORKING.includes(update.phase) && update.working === wanted;

function faultOf({ update }: HubFact, wanted: string): string | undefined {
  const refusal = update?.refused.find(({ version }) => version === wanted);
  if (refusal) return refusal.reason;
  const outcome = update?.outcome;
  if (!outcome || outcome.version !== wanted || outcome.kind === 'good') return undefined;
  // The team's own doing is no fault of the version.
  return outcome.reason === 'withdrawn' ? undefined : (outcome.reason ?? outcome.kind);
}

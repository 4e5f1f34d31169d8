import type { Advanced, HubProgress, Rollout, RolloutEvent, RolloutMember } from './rollout';

/** A wave in numbers. */
export interface WaveTally {
  /** Hubs whose answer counts. */
  readonly counted: number;
  readonly done: number;
  /** Failed or lost since a person last looked. */
  readonly bad: number;
  /** Still expected to do something: also those that are absent. */
  readonly open: number;
}

const BAD: readonly HubProgress[] = ['failed', 'lost'];

/** What a wave comes to. Those left out, absent, or forgiven by a resume neither pass it nor stop it. */
export function tally(members: readonly RolloutMember[], wave: number, { resumedAt }: Rollout): WaveTally {
  const own = members.filter((member) => member.wave === wave && member.progress !== 'left-out');
  const bad = own.filter(({ progress, since }) => BAD.includes(progress) && since > resumedAt).length;
  const forgiven = own.filter(({ progress }) => BAD.includes(progress)).length - bad;
  const absent = own.filter(({ progress }) => progress === 'absent').length;
  const done = own.filter(({ progress }) => progress === 'done').length;
  return { counted: own.length - absent - forgiven, done, bad, open: own.length - forgiven - bad - done };
}

/**
 * What becomes of a rollout now that its hubs stand as they do: it pauses, opens the next wave, finishes, or goes on. Repeating the call
 * with the same arguments changes nothing more.
 */
export function advance(rollout: Rollout, members: readonly RolloutMember[], now: number): Advanced {
  const events: RolloutEvent[] = [];
  let next = rollout;
  while (next.state === 'running') {
    const step = oneStep(next, members, now);
    if (step === undefined) break;
    next = step.rollout;
    events.push(...step.events);
  }
  return { rollout: next, events };
}

function oneStep(rollout: Rollout, members: readonly RolloutMember[], now: number): Advanced | undefined {
  const { plan, openedAt } = rollout;
  for (const wave of openedAt.keys()) {
    const { bad, counted } = tally(members, wave, rollout);
    if (bad * 100 > plan.errorPercent * counted) {
      return pause(rollout, `wave ${wave + 1}: ${bad} of ${counted} failed`, now);
    }
  }
  const current = openedAt.length - 1;
  if (current >= 0 && !hasPassed(rollout, tally(members, current, rollout), now)) return undefined;
  const passed = current >= 0 ? [event(now, 'wave-passed', `wave ${current + 1}`)] : [];
  if (openedAt.length === plan.waves.length) {
    return { rollout: { ...rollout, state: 'finished' }, events: [...passed, event(now, 'finished', plan.version)] };
  }
  const size = members.filter(({ wave }) => wave === openedAt.length).length;
  const opened = event(now, 'wave-opened', `wave ${openedAt.length + 1} of ${plan.waves.length}, ${size} hubs`);
  return { rollout: { ...rollout, openedAt: [...openedAt, now] }, events: [...passed, opened] };
}

/** A wave without hubs holds nothing up; one with hubs needs one that succeeded, or nothing that it could still wait for. */
function hasPassed({ plan, openedAt }: Rollout, { counted, done, open }: WaveTally, now: number): boolean {
  if (counted === 0) return open === 0;
  const opened = openedAt.at(-1) ?? now;
  return done > 0 && done * 100 >= plan.successPercent * counted && now - opened >= plan.soakS;
}

function pause(rollout: Rollout, reason: string, now: number): Advanced {
  return { rollout: { ...rollout, state: 'paused', reason }, events: [event(now, 'paused', reason)] };
}

export const event = (at: number, name: RolloutEvent['event'], detail: string): RolloutEvent => ({
  at,
  event: name,
  hubId: null,
  detail,
});

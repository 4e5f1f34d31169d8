import { event } from './advance';
import type { Advanced, Rollout, RolloutState } from './rollout';

export type RolloutCommand = 'pause' | 'resume' | 'abort';

const ALLOWED: Readonly<Record<RolloutCommand, readonly RolloutState[]>> = {
  pause: ['running'],
  resume: ['paused'],
  abort: ['running', 'paused'],
};

/** What a person does to a rollout; undefined when it cannot be done in the state that it is in. */
export function command(rollout: Rollout, wanted: RolloutCommand, reason: string, now: number): Advanced | undefined {
  if (!ALLOWED[wanted].includes(rollout.state)) return undefined;
  switch (wanted) {
    case 'pause':
      return { rollout: { ...rollout, state: 'paused', reason }, events: [event(now, 'paused', reason)] };
    case 'resume':
      return {
        rollout: { ...rollout, state: 'running', reason: null, resumedAt: now },
        events: [event(now, 'resumed', reason)],
      };
    case 'abort':
      return { rollout: { ...rollout, state: 'aborted', reason }, events: [event(now, 'aborted', reason)] };
  }
}

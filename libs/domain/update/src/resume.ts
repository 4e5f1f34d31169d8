import { unknownBaseline, type HealthBaseline } from './health';
import type { Boot } from './update-event';
import type { Outcome, RollbackReason, UpdateJournal, UpdateState } from './update-state';
import { otherSlot } from './slot';

type InFlight = Extract<UpdateState, { origin: unknown }>;
type Phase<P extends UpdateState['phase']> = Extract<UpdateState, { phase: P }>;

/** Where an update stands, judged by the machine alone when the agent starts: after a crash, a restart, a power cut. */
export function resume(journal: UpdateJournal, boot: Boot, at: number): UpdateJournal {
  const { state } = journal;
  switch (state.phase) {
    case 'idle':
    case 'checking':
      return resumeResting(journal, boot);
    case 'downloading':
      return inNewSlot(state, boot)
        ? toVerifying(journal, state)
        : { ...journal, state: { ...state, origin: here(boot) } };
    case 'installing':
      return resumeInstalling(journal, state, boot, at);
    case 'pending-reboot':
      return resumePending(journal, state, boot);
    case 'verifying':
      return inNewSlot(state, boot) ? journal : rolledBack(journal, state, endOfTrial(state, boot));
    case 'rolling-back':
      return resumeRollingBack(journal, state, boot, at);
    case 'good':
    case 'rolled-back':
      return journal;
  }
}

export const here = ({ version, slot, bootId }: Boot): InFlight['origin'] => ({ version, slot, bootId });

export const rolledBack = (journal: UpdateJournal, state: InFlight, reason: RollbackReason): UpdateJournal => ({
  ...journal,
  state: { phase: 'rolled-back', version: state.release.version, reason },
});

/** How the hub was before the version that now runs was put on trial; `undefined` when none is on trial. */
export function baselineOfTrial(
  { state }: UpdateJournal,
  boot: Pick<Boot, 'version' | 'slot'>,
): HealthBaseline | undefined {
  if (!('origin' in state) || !inNewSlot(state, boot)) return undefined;
  return 'before' in state ? state.before : unknownBaseline;
}

const inNewSlot = ({ release, origin }: InFlight, boot: Pick<Boot, 'version' | 'slot'>): boolean =>
  boot.version === release.version && boot.slot !== origin.slot;

function toVerifying(journal: UpdateJournal, state: InFlight): UpdateJournal {
  const { release, origin, urgent } = state;
  const before = 'before' in state ? state.before : unknownBaseline;
  return { ...journal, state: { phase: 'verifying', release, origin, urgent, before } };
}

/** The slot that proved itself is not the one that runs: it stopped starting some time after. */
function resumeResting(journal: UpdateJournal, boot: Boot): UpdateJournal {
  const { outcome } = journal;
  const idle: UpdateJournal = { ...journal, state: { phase: 'idle' } };
  if (outcome?.kind !== 'good' || outcome.slot === boot.slot || outcome.version === boot.version) return idle;
  return { ...journal, state: { phase: 'rolled-back', version: outcome.version, reason: 'stopped-starting' } };
}

/** RAUC names the other slot first only after it has written all of it, and takes it out of the way before it begins. */
function resumeInstalling(journal: UpdateJournal, state: Phase<'installing'>, boot: Boot, at: number): UpdateJournal {
  if (inNewSlot(state, boot)) return toVerifying(journal, state);
  const target = otherSlot(boot.slot);
  if (boot.slot !== state.origin.slot || boot.preferred !== target) {
    return { ...journal, state: { ...state, origin: here(boot) } };
  }
  if (!boot.bootable[target]) return rolledBack(journal, state, endOfTrial(state, boot));
  const { release, origin, urgent } = state;
  return {
    ...journal,
    state: { phase: 'pending-reboot', release, origin, urgent, readyAt: at, before: unknownBaseline },
  };
}

function resumePending(journal: UpdateJournal, state: Phase<'pending-reboot'>, boot: Boot): UpdateJournal {
  if (inNewSlot(state, boot)) return toVerifying(journal, state);
  if (boot.bootId === state.origin.bootId) return journal;
  // The bundle was not what the server called it. To try it again would be to install and restart for ever.
  if (boot.slot !== state.origin.slot) return rolledBack(journal, state, 'other-version');
  return rolledBack(journal, state, endOfTrial(state, boot));
}

/** Why the old slot runs although the new one was to be tried. */
function endOfTrial(state: InFlight, boot: Boot): RollbackReason {
  const { verdict } = boot;
  const spoken = verdict?.version === state.release.version ? verdict : undefined;
  if (spoken) return spoken.fault === undefined ? 'stopped-starting' : `health:${spoken.fault}`;
  if (state.phase === 'verifying') return 'did-not-stay-up';
  // Still named first, and yet not what runs: the boot script tried it, if only as far as its kernel.
  return boot.preferred === otherSlot(boot.slot) ? 'did-not-start' : 'switch-lost';
}

function resumeRollingBack(
  journal: UpdateJournal,
  state: Phase<'rolling-back'>,
  boot: Boot,
  at: number,
): UpdateJournal {
  if (!inNewSlot(state, boot)) return rolledBack(journal, state, state.reason);
  // Not marked bad yet: this boot begins it again.
  if (boot.preferred === boot.slot) return { ...journal, state: { ...state, bootId: boot.bootId } };
  if (boot.bootId === state.bootId) return journal;
  // It was marked bad and the hub restarted, and still this slot runs: the other one does not start.
  const { version } = state.release;
  const outcome: Outcome = { kind: 'kept-for-want-of-another', version, reason: state.reason, at };
  return { ...journal, state: { phase: 'idle' }, outcome };
}

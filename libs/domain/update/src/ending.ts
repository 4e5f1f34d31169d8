import { backOffS } from './offer';
import type { Slot } from './slot';
import type { Outcome, RollbackReason, UpdateJournal } from './update-state';

/** Nothing is known against a version that was never tried. */
const blameless: readonly RollbackReason[] = ['withdrawn', 'switch-lost'];

/** What a finished update leaves behind: its outcome, and for one that was tried and failed a refusal. */
export function finish(journal: UpdateJournal, slot: Slot, at: number): UpdateJournal {
  const { state } = journal;
  if (state.phase === 'good') {
    const outcome: Outcome = { kind: 'good', version: state.version, slot, at };
    return { ...journal, state: { phase: 'idle' }, outcome, failures: undefined };
  }
  if (state.phase !== 'rolled-back') return journal;
  const { version, reason } = state;
  const outcome: Outcome = { kind: 'rolled-back', version, reason, at };
  const idle: UpdateJournal = { ...journal, state: { phase: 'idle' }, outcome };
  return blameless.includes(reason) ? idle : refuse(idle, version, reason, at);
}

/** `version` is not installed again until someone says so. */
export function refuse(journal: UpdateJournal, version: string, reason: string, at: number): UpdateJournal {
  const others = journal.refused.filter((refusal) => refusal.version !== version);
  return { ...journal, refused: [...others, { version, reason, at }] };
}

/** This try failed; the next one comes after a pause that grows with each failure in a row. */
export function fail(journal: UpdateJournal, version: string, reason: string, at: number): UpdateJournal {
  const count = journal.failures?.version === version ? journal.failures.count + 1 : 1;
  return {
    ...journal,
    state: { phase: 'idle' },
    outcome: { kind: 'failed', version, reason, at },
    failures: { version, count, notBefore: at + backOffS(count) },
  };
}

export const allowRetry = (journal: UpdateJournal, version: string): UpdateJournal => ({
  ...journal,
  refused: journal.refused.filter((refusal) => refusal.version !== version),
  failures: journal.failures?.version === version ? undefined : journal.failures,
});

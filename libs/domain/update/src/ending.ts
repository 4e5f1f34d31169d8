import { backOffS } from './offer';
import type { Slot } from './slot';
import type { Outcome, RollbackReason, UpdateMemory } from './update-state';

/** Nothing is known against a version that was never tried. */
const blameless: readonly RollbackReason[] = ['withdrawn', 'switch-lost'];

/** What a finished update leaves behind: its outcome, and for one that was tried and failed a refusal. */
export function finish(memory: UpdateMemory, slot: Slot, at: number): UpdateMemory {
  const { state } = memory;
  if (state.phase === 'good') {
    const outcome: Outcome = { kind: 'good', version: state.version, slot, at };
    return { ...memory, state: { phase: 'idle' }, outcome, failures: undefined };
  }
  if (state.phase !== 'rolled-back') return memory;
  const { version, reason } = state;
  const outcome: Outcome = { kind: 'rolled-back', version, reason, at };
  const idle: UpdateMemory = { ...memory, state: { phase: 'idle' }, outcome };
  return blameless.includes(reason) ? idle : refuse(idle, version, reason, at);
}

/** `version` is not installed again until someone says so. */
export function refuse(memory: UpdateMemory, version: string, reason: string, at: number): UpdateMemory {
  const others = memory.refused.filter((refusal) => refusal.version !== version);
  return { ...memory, refused: [...others, { version, reason, at }] };
}

/** This try failed; the next one comes after a pause that grows with each failure in a row. */
export function fail(memory: UpdateMemory, version: string, reason: string, at: number): UpdateMemory {
  const count = memory.failures?.version === version ? memory.failures.count + 1 : 1;
  return {
    ...memory,
    state: { phase: 'idle' },
    outcome: { kind: 'failed', version, reason, at },
    failures: { version, count, notBefore: at + backOffS(count) },
  };
}

export const allowRetry = (memory: UpdateMemory, version: string): UpdateMemory => ({
  ...memory,
  refused: memory.refused.filter((refusal) => refusal.version !== version),
  failures: memory.failures?.version === version ? undefined : memory.failures,
});

import {
  baselineOfTrial,
  findFault,
  gateStart,
  lookThroughGate,
  unknownBaseline,
  type GatePolicy,
  type HealthBaseline,
  type HealthFault,
  type HealthObservation,
  type UpdateJournal,
} from '@hub/domain/update';

/** What the gate needs of the hub it stands in. */
export interface GatePorts {
  look(): Promise<HealthObservation>;
  /** Seconds on a clock that is never set. */
  monotonicS(): number;
  sleep(seconds: number): Promise<void>;
  log(line: string): void;
}

export type GateEnd = { readonly kind: 'good' } | { readonly kind: 'bad'; readonly fault: HealthFault };

/** How strict to be with what runs: with a version on trial, or with one that proved itself before. */
export interface Strictness {
  readonly trial: boolean;
  readonly before: HealthBaseline;
  readonly policy: GatePolicy;
}

export interface Policies {
  readonly trial: GatePolicy;
  readonly confirmed: GatePolicy;
}

/** A slot started as a last resort is not on trial: there is no other to go back to. */
export function strictnessFor(
  journal: UpdateJournal,
  running: { version: string; slot: 'A' | 'B'; rescue: boolean },
  policies: Policies,
): Strictness {
  const before = running.rescue ? undefined : baselineOfTrial(journal, running);
  if (before) return { trial: true, before, policy: policies.trial };
  return { trial: false, before: unknownBaseline, policy: policies.confirmed };
}

/** Looks until the verdict is clear. A version that proved itself before is never found bad, only not yet good. */
export async function watchGate(ports: GatePorts, strictness: Strictness, everyS: number): Promise<GateEnd> {
  const begun = ports.monotonicS();
  let state = gateStart;
  let lastFault: HealthFault | undefined;
  for (;;) {
    const seen = await ports.look();
    // A unit that fails on a confirmed version is not the bootloader's business.
    const judged = strictness.trial ? seen : { ...seen, failedUnits: [] };
    const fault = findFault(judged, strictness.before);
    if (fault !== lastFault) ports.log(fault ? `not healthy: ${fault} (${seen.failedUnits.join(' ')})` : 'healthy');
    lastFault = fault;
    const step = lookThroughGate(state, fault, ports.monotonicS() - begun, strictness.policy);
    if (step.verdict.kind !== 'waiting') return step.verdict;
    state = step.state;
    await ports.sleep(everyS);
  }
}

/** What one look at the running system found. */
export interface HealthObservation {
  readonly page: 'expected-version' | 'other-version' | 'silent';
  readonly api: 'ok' | 'degraded' | 'down' | 'silent';
  readonly failedUnits: readonly string[];
  readonly clock: 'sane' | 'behind-build';
  readonly serverReachable: boolean;
  /** Whether the hub has an address in some network. */
  readonly inNetwork: boolean;
}

/** How the hub was before the update: an update is not blamed for what was so already. */
export interface HealthBaseline {
  readonly serverReachable: boolean;
  readonly apiDegraded: boolean;
  readonly failedUnits: readonly string[];
  readonly inNetwork: boolean;
}

/** It was not noted how the hub was: then only what no working hub may show counts against the update. */
export const unknownBaseline: HealthBaseline = {
  serverReachable: false,
  apiDegraded: true,
  failedUnits: [],
  inNetwork: false,
};

export type HealthFault =
  | 'page-silent'
  | 'page-other-version'
  | 'api-silent'
  | 'api-down'
  | 'api-degraded'
  | 'unit-failed'
  | 'clock-behind'
  | 'network-lost'
  | 'server-lost';

/** The first fault the update may have caused, in the order a household would notice; `undefined` when healthy. */
export function findFault(seen: HealthObservation, before: HealthBaseline): HealthFault | undefined {
  const faults: readonly [HealthFault, boolean][] = [
    ['page-silent', seen.page === 'silent'],
    ['page-other-version', seen.page === 'other-version'],
    ['api-silent', seen.api === 'silent'],
    ['api-down', seen.api === 'down'],
    ['api-degraded', seen.api === 'degraded' && !before.apiDegraded],
    ['unit-failed', seen.failedUnits.some((unit) => !before.failedUnits.includes(unit))],
    ['clock-behind', seen.clock === 'behind-build'],
    ['network-lost', before.inNetwork && !seen.inNetwork],
    ['server-lost', before.serverReachable && !seen.serverReachable],
  ];
  return faults.find(([, present]) => present)?.[0];
}

/** How long the system must be healthy without a break, and when waiting for that ends. */
export interface GatePolicy {
  readonly healthyForS: number;
  readonly giveUpAfterS: number;
}

/** A new version proves itself for ten minutes; one that did so before only has to be up, and is never given up. */
export const trialPolicy: GatePolicy = { healthyForS: 600, giveUpAfterS: 1200 };
export const confirmedPolicy: GatePolicy = { healthyForS: 30, giveUpAfterS: Infinity };

export interface GateState {
  /** Seconds of a clock that is never set, or `undefined` while unhealthy. */
  readonly healthySinceS: number | undefined;
  readonly lastFault: HealthFault | undefined;
}

export const gateStart: GateState = { healthySinceS: undefined, lastFault: undefined };

export type GateVerdict =
  { readonly kind: 'waiting' } | { readonly kind: 'good' } | { readonly kind: 'bad'; readonly fault: HealthFault };

/** One look further. `atS` counts from the start of the gate on a clock that is never set. */
export function lookThroughGate(
  state: GateState,
  fault: HealthFault | undefined,
  atS: number,
  policy: GatePolicy,
): { state: GateState; verdict: GateVerdict } {
  const next: GateState = fault
    ? { healthySinceS: undefined, lastFault: fault }
    : { healthySinceS: state.healthySinceS ?? atS, lastFault: state.lastFault };
  return { state: next, verdict: verdictOf(next, atS, policy) };
}

function verdictOf(state: GateState, atS: number, policy: GatePolicy): GateVerdict {
  const { healthySinceS, lastFault } = state;
  if (healthySinceS !== undefined && atS - healthySinceS >= policy.healthyForS) return { kind: 'good' };
  if (atS < policy.giveUpAfterS) return { kind: 'waiting' };
  // Healthy at the very end, but for too short a time: it gets the time it still needs.
  if (healthySinceS !== undefined && healthySinceS < policy.giveUpAfterS) return { kind: 'waiting' };
  return { kind: 'bad', fault: lastFault ?? 'page-silent' };
}

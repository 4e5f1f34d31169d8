import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findFault,
  gateStart,
  lookThroughGate,
  unknownBaseline,
  type GateVerdict,
  type HealthFault,
  type HealthObservation,
} from './health';

const healthy: HealthObservation = {
  page: 'expected-version',
  api: 'ok',
  failedUnits: [],
  clock: 'sane',
  serverReachable: true,
  inNetwork: true,
};
const before = { serverReachable: true, apiDegraded: false, failedUnits: [], inNetwork: true };

describe('a look at the system', () => {
  it.each<[HealthFault | undefined, Partial<HealthObservation>, Partial<typeof before>]>([
    [undefined, {}, {}],
    ['page-silent', { page: 'silent' }, {}],
    ['page-other-version', { page: 'other-version' }, {}],
    ['api-silent', { api: 'silent' }, {}],
    ['api-down', { api: 'down' }, { apiDegraded: true }],
    ['api-degraded', { api: 'degraded' }, {}],
    [undefined, { api: 'degraded' }, { apiDegraded: true }],
    ['unit-failed', { failedUnits: ['a.service'] }, {}],
    ['clock-behind', { clock: 'behind-build' }, {}],
    ['network-lost', { inNetwork: false, serverReachable: false }, {}],
    ['network-lost', { inNetwork: false, serverReachable: false }, { serverReachable: false }],
    [undefined, { inNetwork: false }, { inNetwork: false }],
    ['server-lost', { serverReachable: false }, {}],
    [undefined, { serverReachable: false }, { serverReachable: false }],
  ])('finds %s', (fault, seen, was) => expect(findFault({ ...healthy, ...seen }, { ...before, ...was })).toBe(fault));

  it('does not blame the update for a unit that failed before', () => {
    const was = { ...before, failedUnits: ['a.service'] };
    expect(findFault({ ...healthy, failedUnits: ['a.service'] }, was)).toBeUndefined();
    expect(findFault({ ...healthy, failedUnits: ['a.service', 'b.service'] }, was)).toBe('unit-failed');
  });

  it('with nothing known of before still wants the page and the API', () => {
    expect(
      findFault({ ...healthy, serverReachable: false, inNetwork: false, api: 'degraded' }, unknownBaseline),
    ).toBeUndefined();
    expect(findFault({ ...healthy, page: 'silent' }, unknownBaseline)).toBe('page-silent');
  });
});

const policy = { healthyForS: 60, giveUpAfterS: 120 };

function gate(looks: readonly (HealthFault | undefined)[], everyS = 10): { verdict: GateVerdict; atS: number } {
  let state = gateStart;
  for (const [index, fault] of looks.entries()) {
    const step = lookThroughGate(state, fault, index * everyS, policy);
    if (step.verdict.kind !== 'waiting') return { verdict: step.verdict, atS: index * everyS };
    state = step.state;
  }
  return { verdict: { kind: 'waiting' }, atS: Infinity };
}

describe('the gate', () => {
  const ok = (count: number): undefined[] => Array.from({ length: count }, () => undefined);
  const fault = (count: number): HealthFault[] => Array.from({ length: count }, () => 'page-silent');

  it('opens after the whole time without a fault', () =>
    expect(gate(ok(20))).toEqual({ verdict: { kind: 'good' }, atS: 60 }));
  it('starts counting again after a fault', () => expect(gate([...ok(5), ...fault(1), ...ok(20)]).atS).toBe(120));
  it('gives up on one that never was healthy', () =>
    expect(gate(fault(20))).toEqual({ verdict: { kind: 'bad', fault: 'page-silent' }, atS: 120 }));
  it('lets one that became healthy late have its time', () =>
    expect(gate([...fault(11), ...ok(20)])).toEqual({ verdict: { kind: 'good' }, atS: 170 }));
  it('but not one that fails again then', () =>
    expect(gate([...fault(11), ...ok(3), ...fault(9)])).toMatchObject({ verdict: { kind: 'bad' }, atS: 140 }));

  it('always ends, and is only good after an unbroken healthy time', () =>
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), (pattern) => {
        const looks = pattern.map((up): HealthFault | undefined => (up ? undefined : 'api-down'));
        const { verdict, atS } = gate(looks);
        expect(verdict.kind).not.toBe('waiting');
        expect(atS).toBeLessThanOrEqual(policy.giveUpAfterS + policy.healthyForS);
        const lastLooks = looks.slice(Math.max(0, atS / 10 - 6), atS / 10 + 1);
        expect(verdict.kind === 'good').toBe(lastLooks.length === 7 && lastLooks.every((look) => look === undefined));
      }),
    ));
});

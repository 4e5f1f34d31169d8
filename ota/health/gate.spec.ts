import { blankJournal, type HealthObservation, type UpdateJournal } from '@hub/domain/update';
import { describe, expect, it } from 'vitest';
import { strictnessFor, watchGate, type GateEnd } from './gate';

const policies = {
  trial: { healthyForS: 60, giveUpAfterS: 120 },
  confirmed: { healthyForS: 30, giveUpAfterS: Infinity },
};
const release = {
  version: '2.0.0',
  compatible: 'h',
  bundleUrl: 'https://x/',
  bundleBytes: 1,
  sha256: 'a',
  minimumVersion: '1.0.0',
};
const before = { serverReachable: true, apiDegraded: false, failedUnits: ['old.service'], inNetwork: true };
const journal: UpdateJournal = {
  ...blankJournal,
  state: {
    phase: 'pending-reboot',
    release,
    origin: { version: '1.0.0', slot: 'A', bootId: '1' },
    urgent: false,
    readyAt: 1,
    before,
  },
};
const onTrial = { version: '2.0.0', slot: 'B', rescue: false } as const;
const healthy: HealthObservation = {
  page: 'expected-version',
  api: 'ok',
  failedUnits: ['old.service'],
  clock: 'sane',
  serverReachable: true,
  inNetwork: true,
};

/** Ends at the first verdict, or with `undefined` when the looks are used up. */
async function gate(
  looks: readonly HealthObservation[],
  running: Parameters<typeof strictnessFor>[1],
): Promise<GateEnd | undefined> {
  let atS = 0;
  const left = [...looks];
  const watch = watchGate(
    {
      look: () => {
        const next = left.shift();
        return next ? Promise.resolve(next) : Promise.reject(new Error('used up'));
      },
      monotonicS: () => atS,
      sleep: (seconds) => {
        atS += seconds;
        return Promise.resolve();
      },
      log: () => undefined,
    },
    strictnessFor(journal, running, policies),
    10,
  );
  return watch.catch(() => undefined);
}
const many = (look: HealthObservation): HealthObservation[] => Array.from({ length: 100 }, () => look);

describe('the gate', () => {
  it('passes a healthy version on trial', async () =>
    expect(await gate(many(healthy), onTrial)).toEqual({ kind: 'good' }));

  it.each([
    ['server-lost', { serverReachable: false }],
    ['network-lost', { inNetwork: false, serverReachable: false }],
    ['unit-failed', { failedUnits: ['old.service', 'hub-api.service'] }],
    ['page-other-version', { page: 'other-version' }],
  ] as const)('finds a version on trial bad: %s', async (fault, change) =>
    expect(await gate(many({ ...healthy, ...change }), onTrial)).toEqual({ kind: 'bad', fault }),
  );

  it.each([
    ['a confirmed version', { version: '1.0.0', slot: 'A', rescue: false }],
    ['a version on trial in rescue, where there is no other', { ...onTrial, rescue: true }],
  ] as const)('never finds %s bad, and asks no server of it', async (_, running) => {
    expect(await gate(many({ ...healthy, page: 'silent' }), running)).toBeUndefined();
    expect(await gate(many({ ...healthy, serverReachable: false, failedUnits: ['x.service'] }), running)).toEqual({
      kind: 'good',
    });
  });
});

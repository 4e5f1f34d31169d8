import { blankMemory, type UpdateMemory } from '@hub/domain/update';
import { expect, it } from 'vitest';
import { readMemory, writeMemory } from './memory-schema';

const refused = [{ version: '2.0.0', reason: 'did-not-start', at: 5 }];
const memory: UpdateMemory = {
  ...blankMemory,
  outcome: { kind: 'rolled-back', version: '2.0.0', reason: 'did-not-start', at: 5 },
  refused,
};

it('is read as it was written', () => {
  expect(readMemory(writeMemory(memory))).toEqual(memory);
});

it('with a reason that only a newer release knows, still says what was refused', () => {
  const newer = writeMemory(memory).replaceAll('did-not-start', 'moon-was-full');
  expect(readMemory(newer)).toEqual({
    ...memory,
    outcome: { ...memory.outcome, reason: 'unknown' },
    refused: [{ ...refused[0], reason: 'moon-was-full' }],
  });
});

it('of an older program, which did not note the network, blames no release for it', () => {
  const release = {
    version: '2',
    compatible: 'h',
    bundleUrl: 'u',
    bundleBytes: 1,
    sha256: 'a'.repeat(64),
    minimumVersion: '1',
  };
  const origin = { version: '1', slot: 'A', bootId: 'b' } as const;
  const before = { serverReachable: true, apiDegraded: false, failedUnits: [], inNetwork: false };
  const state = { phase: 'verifying', before, release, origin, urgent: false } as const;
  const older = writeMemory({ ...blankMemory, state }).replace(/,\s*"inNetwork":\s*false/, '');
  expect(older).not.toContain('inNetwork');
  expect(readMemory(older)?.state).toEqual(state);
});

it.each(['', '{', '{"format":2}', writeMemory(memory).slice(0, -20)])('is not understood: %s', (text) => {
  expect(readMemory(text)).toBeUndefined();
});

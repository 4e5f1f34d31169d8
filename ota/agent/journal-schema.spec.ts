import { blankJournal, type UpdateJournal } from '@hub/domain/update';
import { expect, it } from 'vitest';
import { readJournal, writeJournal } from './journal-schema';

const refused = [{ version: '2.0.0', reason: 'did-not-start', at: 5 }];
const journal: UpdateJournal = {
  ...blankJournal,
  outcome: { kind: 'rolled-back', version: '2.0.0', reason: 'did-not-start', at: 5 },
  refused,
};

it('is read as it was written', () => {
  expect(readJournal(writeJournal(journal))).toEqual(journal);
});

it('with a reason that only a newer release knows, still says what was refused', () => {
  const newer = writeJournal(journal).replaceAll('did-not-start', 'moon-was-full');
  expect(readJournal(newer)).toEqual({
    ...journal,
    outcome: { ...journal.outcome, reason: 'unknown' },
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
  const older = writeJournal({ ...blankJournal, state }).replace(/,\s*"inNetwork":\s*false/, '');
  expect(older).not.toContain('inNetwork');
  expect(readJournal(older)?.state).toEqual(state);
});

it.each(['', '{', '{"format":2}', writeJournal(journal).slice(0, -20)])('is not understood: %s', (text) => {
  expect(readJournal(text)).toBeUndefined();
});

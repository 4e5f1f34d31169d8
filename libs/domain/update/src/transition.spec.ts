import { describe, expect, it } from 'vitest';
import { unknownBaseline } from './health';
import type { Release } from './release';
import { transition } from './transition';
import type { Boot } from './update-event';
import { blankJournal, mustPersist, type UpdateJournal, type UpdateState } from './update-state';

const release: Release = {
  version: '2.0.0',
  compatible: 'h',
  bundleUrl: 'https://x/',
  bundleBytes: 1,
  sha256: 'a',
  minimumVersion: '1.0.0',
};
const boot: Boot = {
  version: '1.0.0',
  slot: 'A',
  bootId: '1',
  preferred: 'A',
  bootable: { A: true, B: false },
  verdict: undefined,
};
const working = { release, origin: { version: '1.0.0', slot: 'A', bootId: '1' }, urgent: false } as const;
const pending: UpdateState = { phase: 'pending-reboot', readyAt: 1, before: unknownBaseline, ...working };
const journal = (state: UpdateState): UpdateJournal => ({ ...blankJournal, state });
const started = (from: UpdateState, seen: Partial<Boot>): UpdateState =>
  transition(journal(from), { type: 'started', boot: { ...boot, ...seen }, at: 5 }).state;

describe('when only the agent was restarted', () => {
  it('a finished installation stays finished', () => {
    expect(started(pending, { preferred: 'B', bootable: { A: true, B: true } })).toEqual(pending);
    expect(
      started({ phase: 'installing', source: 'file', ...working }, { preferred: 'B', bootable: { A: true, B: true } }),
    ).toMatchObject({
      phase: 'pending-reboot',
      readyAt: 5,
    });
  });

  it('an unfinished installation and a download are done on', () => {
    expect(started({ phase: 'installing', source: 'file', ...working }, {})).toMatchObject({
      phase: 'installing',
      source: 'file',
    });
    expect(started({ phase: 'downloading', ...working }, {})).toMatchObject({ phase: 'downloading' });
  });
});

describe('when the old slot runs after a restart of the hub', () => {
  it.each([
    ['did-not-start', { preferred: 'B' }],
    // A damaged kernel: the boot script went on to the old slot in the same start, with an attempt left.
    ['did-not-start', { preferred: 'B', bootable: { A: true, B: true } }],
    ['switch-lost', { preferred: 'A' }],
    ['health:page-silent', { preferred: 'A', verdict: { version: '2.0.0', fault: 'page-silent' } }],
    ['switch-lost', { preferred: 'A', verdict: { version: '1.9.0', fault: 'page-silent' } }],
  ] as const)('the reason is %s', (reason, seen) =>
    expect(started(pending, { bootId: '2', ...seen })).toEqual({ phase: 'rolled-back', version: '2.0.0', reason }),
  );
});

it('a bundle that holds another version than its name said is not installed again', () => {
  const other: Boot = { ...boot, slot: 'B', version: '1.9.5', preferred: 'B', bootId: '2' };
  const ended = transition(journal(pending), { type: 'started', boot: other, at: 5 });
  expect(ended.state).toEqual({ phase: 'rolled-back', version: '2.0.0', reason: 'other-version' });
  expect(transition(ended, { type: 'settled', boot: other, at: 6 }).refused).toEqual([
    { version: '2.0.0', reason: 'other-version', at: 6 },
  ]);
});

it('a confirmed version that stops starting later is rolled back by name', () => {
  const outcome = { kind: 'good', version: '2.0.0', slot: 'B', at: 1 } as const;
  const state = transition(
    { ...blankJournal, outcome },
    { type: 'started', boot: { ...boot, preferred: 'B' }, at: 5 },
  ).state;
  expect(state).toEqual({ phase: 'rolled-back', version: '2.0.0', reason: 'stopped-starting' });
});

it('a bundle is refused for good only as a checked file', () => {
  const failed = { type: 'install-failed', failure: 'bundle', reason: 'signature', at: 9 } as const;
  const streamed = transition(journal({ phase: 'installing', source: 'stream', ...working }), failed);
  expect(streamed).toMatchObject({ state: { phase: 'downloading' }, refused: [] });
  const filed = transition(journal({ phase: 'installing', source: 'file', ...working }), failed);
  expect(filed).toMatchObject({
    state: { phase: 'idle' },
    refused: [{ version: '2.0.0' }],
    failures: { notBefore: 609 },
  });
  expect(transition(filed, { type: 'retry-allowed', version: '2.0.0' })).toMatchObject({
    refused: [],
    failures: undefined,
  });
});

it('a check wears no card, everything else is written down', () => {
  const checking = transition(blankJournal, { type: 'check-due' });
  expect(mustPersist(blankJournal, checking)).toBe(false);
  const offered = transition(checking, { type: 'offered', offer: { kind: 'install', release, urgent: false }, boot });
  expect(mustPersist(checking, offered)).toBe(true);
});

it('an event out of turn changes nothing', () => {
  expect(transition(journal(pending), { type: 'downloaded' })).toEqual(journal(pending));
  expect(transition(blankJournal, { type: 'installed', before: unknownBaseline, at: 1 })).toEqual(blankJournal);
  expect(transition(blankJournal, { type: 'verdict', fault: undefined, boot })).toEqual(blankJournal);
});

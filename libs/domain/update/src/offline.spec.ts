import { describe, expect, it } from 'vitest';
import { unknownBaseline } from './health';
import type { HubFacts } from './offer';
import { isOffline, newestOf, offlineObstacle, type OfflineObstacle } from './offline';
import type { Release } from './release';
import { transition } from './transition';
import type { Boot } from './update-event';
import { blankJournal, type UpdateJournal, type UpdateState } from './update-state';

const release: Release = {
  version: '1.2.0',
  compatible: 'hub',
  bundleUrl: 'file:///run/hub-stick/sda1/hub.raucb',
  bundleBytes: 1,
  sha256: 'aa',
  minimumVersion: '1.0.0',
};
const hub: HubFacts = {
  bootedVersion: '1.1.0',
  compatible: 'hub',
  floorVersion: '1.0.0',
  refused: [],
  backOff: undefined,
  now: 1000,
};

describe('a release that someone brought', () => {
  it('is known by its address', () => {
    expect(isOffline(release)).toBe(true);
    expect(isOffline({ bundleUrl: 'https://example.org/file:' })).toBe(false);
  });

  it('may be installed when nothing stands against it, at once even after a failed try', () => {
    expect(offlineObstacle(release, hub)).toBeUndefined();
    const backOff = { version: '1.2.0', notBefore: 1500 };
    expect(offlineObstacle(release, { ...hub, backOff })).toBeUndefined();
  });

  it.each<[OfflineObstacle, Partial<Release>, Partial<HubFacts>]>([
    ['OTHER_MACHINE', { compatible: 'kettle' }, {}],
    ['ALREADY_RUNNING', {}, { bootedVersion: '1.2.0' }],
    ['OLDER_THAN_MINIMUM', { version: '0.9.0' }, {}],
    ['STEP_TOO_LARGE', { minimumVersion: '1.1.5' }, {}],
    ['ROLLED_BACK_BEFORE', {}, { refused: [{ version: '1.2.0', reason: 'did-not-start', at: 1 }] }],
  ])('%s', (obstacle, change, facts) => {
    expect(offlineObstacle({ ...release, ...change }, { ...hub, ...facts })).toBe(obstacle);
  });

  it('is the newest of several, the first of equals', () => {
    const item = (name: string, version: string) => ({ name, release: { version } });
    expect(newestOf([item('a', '1.2.0'), item('b', '1.10.0'), item('c', '1.10.0')])?.name).toBe('b');
    const none = newestOf<ReturnType<typeof item>>([]);
    expect(none).toBeUndefined();
  });
});

describe('its update', () => {
  const boot: Boot = {
    version: '1.1.0',
    slot: 'A',
    bootId: '1',
    preferred: 'A',
    bootable: { A: true, B: false },
    verdict: undefined,
  };
  const working = { release, urgent: true, origin: { version: '1.1.0', slot: 'A', bootId: '1' } } as const;
  const after = (state: UpdateState, event: Parameters<typeof transition>[1]): UpdateJournal =>
    transition({ ...blankJournal, state }, event);

  it('begins with a copy on the card, not with a stream', () => {
    const offer = { kind: 'install', release, urgent: true } as const;
    expect(after({ phase: 'checking' }, { type: 'offered', offer, boot }).state).toMatchObject({
      phase: 'downloading',
      release,
    });
  });

  it.each<UpdateState>([
    { phase: 'downloading', ...working },
    { phase: 'pending-reboot', readyAt: 1, before: unknownBaseline, ...working },
  ])('is not taken back by what the team wants: $phase', (state) => {
    expect(after(state, { type: 'offered', offer: { kind: 'none', reason: 'held' }, boot }).state).toEqual(state);
  });

  it('is refused from then on when RAUC will not have it', () => {
    const state: UpdateState = { phase: 'installing', source: 'file', ...working };
    const event = { type: 'install-failed', failure: 'bundle', reason: 'bad', at: 9 } as const;
    expect(after(state, event)).toMatchObject({ state: { phase: 'idle' }, refused: [{ version: '1.2.0' }] });
  });
});

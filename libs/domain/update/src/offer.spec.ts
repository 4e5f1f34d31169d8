import { describe, expect, it } from 'vitest';
import { backOffS, decideOffer, type HubFacts, type NoOffer } from './offer';
import type { Release, Target } from './release';

const release: Release = {
  version: '1.2.0',
  compatible: 'hub',
  bundleUrl: 'https://example.org/b',
  bundleBytes: 1,
  sha256: 'aa',
  minimumVersion: '1.0.0',
};
const target: Target = { release, hold: false, notBefore: 0, urgent: false };
const hub: HubFacts = {
  bootedVersion: '1.1.0',
  compatible: 'hub',
  floorVersion: '1.0.0',
  refused: [],
  backOff: undefined,
  now: 1000,
};

describe('offer', () => {
  it('is made when nothing stands against it', () =>
    expect(decideOffer(target, hub)).toEqual({ kind: 'install', release, urgent: false }));

  it('follows the team back to an older release above the floor', () =>
    expect(decideOffer(target, { ...hub, bootedVersion: '2.0.0' }).kind).toBe('install'));

  it.each<[NoOffer, Partial<Target>, Partial<HubFacts>]>([
    ['nothing-targeted', { release: null }, {}],
    ['up-to-date', {}, { bootedVersion: '1.2.0' }],
    ['held', { hold: true }, {}],
    ['not-yet', { notBefore: 1001 }, {}],
    ['wrong-compatible', { release: { ...release, compatible: 'other' } }, {}],
    ['refused-before', {}, { refused: [{ version: '1.2.0', reason: 'did-not-start', at: 1 }] }],
    ['below-floor', {}, { floorVersion: '1.2.1' }],
    ['step-too-large', {}, { bootedVersion: '0.9.0' }],
    ['backing-off', {}, { backOff: { version: '1.2.0', notBefore: 1001 } }],
  ])('%s', (reason, wanted, facts) =>
    expect(decideOffer({ ...target, ...wanted }, { ...hub, ...facts })).toEqual({ kind: 'none', reason }),
  );

  it('does not hold one version back for another', () => {
    const facts = {
      ...hub,
      refused: [{ version: '1.1.9', reason: 'x', at: 1 }],
      backOff: { version: '1.1.9', notBefore: 9e9 },
    };
    expect(decideOffer(target, facts).kind).toBe('install');
  });

  it('does not believe a pause longer than any it gives: the clock was wrong when it was noted', () =>
    expect(decideOffer(target, { ...hub, backOff: { version: '1.2.0', notBefore: 88_000 } }).kind).toBe('install'));

  it('pauses ten minutes, then twice as long each time, at most a day', () =>
    expect([1, 2, 3, 8, 9, 100].map(backOffS)).toEqual([600, 1200, 2400, 76_800, 86_400, 86_400]));
});

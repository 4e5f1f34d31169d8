import { describe, expect, it } from 'vitest';
import { hubHealth, type Link, lose, retryDelayMs } from './link';

const connecting: Link = { kind: 'connecting', sinceMs: 0 };

describe('hubHealth', () => {
  it('gives a first connection 3 s before it says that the hub does not answer', () => {
    expect(hubHealth(connecting, 2_999)).toBe('connecting');
    expect(hubHealth(connecting, 3_000)).toBe('unreachable');
  });

  it('keeps still over a short break and speaks up over a long one', () => {
    const lost = lose({ kind: 'connected' }, 'network', 10_000);
    expect(hubHealth(lost, 12_000)).toBe('reachable');
    expect(hubHealth(lost, 13_000)).toBe('unreachable');
  });

  it('counts from the first of several failed tries', () => {
    const twice = lose(lose({ kind: 'connected' }, 'network', 10_000), 'network', 12_500);
    expect(hubHealth(twice, 13_000)).toBe('unreachable');
    expect(hubHealth(lose(connecting, 'network', 2_500), 3_000)).toBe('unreachable');
  });

  it('says at once that it cannot read the answer', () => {
    expect(hubHealth(lose({ kind: 'connected' }, 'unreadable', 10_000), 10_000)).toBe('unreadable');
  });
});

describe('retryDelayMs', () => {
  it('grows to 3 s and stays there', () => {
    expect([0, 1, 2, 3, 4, 400].map(retryDelayMs)).toEqual([500, 1_000, 2_000, 3_000, 3_000, 3_000]);
  });
});

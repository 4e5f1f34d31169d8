import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { progressOf } from './pace';
import { nextRefresh, retryAfterS } from './refresh';

const at = (text: string): number => Date.parse(text) / 1000;
const LONDON = 'Europe/London';

describe('the next look for new days', () => {
  it.each([
    ['2026-11-23T05:59:00Z', 0, '2026-11-23T06:00:00Z'],
    ['2026-11-23T06:00:00Z', 0, '2026-11-24T06:00:00Z'],
    ['2026-11-23T06:30:00Z', 0.5, '2026-11-23T07:00:00Z'],
    // The hand of the clock stays at six over both changes.
    ['2026-03-28T12:00:00Z', 0, '2026-03-29T05:00:00Z'],
    ['2026-10-24T12:00:00Z', 0, '2026-10-25T06:00:00Z'],
  ])('after %s (dice %f) is at %s', (now, random, next) => {
    expect(new Date(nextRefresh(at(now), LONDON, random) * 1000).toISOString()).toBe(new Date(next).toISOString());
  });

  it('is ahead, and not more than a day and the spread away', () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1_500_000_000, max: 2_000_000_000 }), random, (now, dice) => {
        const wait = nextRefresh(now, LONDON, dice) - now;
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(25 * 3600);
      }),
    );
  });
});

it('tries again soon, then seldom, never in step with others', () => {
  expect([1, 2, 3, 8, 9, 1000].map((failures) => retryAfterS(failures, 1))).toEqual([2, 4, 8, 256, 300, 300]);
  expect(retryAfterS(1, 0)).toBe(1);
});

it('tells the time left once there is a pace', () => {
  expect(progressOf({ since: 100, doneBytes: 0, totalBytes: 10 }, 110).secondsLeft).toBeNull();
  expect(progressOf({ since: 100, doneBytes: 5, totalBytes: 10 }, 100.1).secondsLeft).toBeNull();
  expect(progressOf({ since: 100, doneBytes: 25, totalBytes: 100 }, 101)).toEqual({
    doneBytes: 25,
    totalBytes: 100,
    secondsLeft: 3,
  });
});

import { expect, it } from 'vitest';
import { isForgotten, NO_TRIES, type Tries, type TryPolicy, waitS, withTry } from './tries';

const POLICY: TryPolicy = { free: 3, firstWaitS: 30, longestWaitS: 3600 };
const after = (count: number): Tries => ({ count, last: 1000 });

it('lets a person forget a few times, then waits twice as long each time', () => {
  expect([0, 1, 2, 3, 4, 5, 9, 10, 11, 1000].map((count) => waitS(after(count), 1000, POLICY))).toEqual([
    0, 0, 0, 30, 60, 120, 1920, 3600, 3600, 3600,
  ]);
  expect(waitS(after(3), 1030, POLICY)).toBe(0);
});

it('bounds what a day of guessing is worth', () => {
  let tries = NO_TRIES;
  let guesses = 0;
  for (let now = 0; now < 86_400; now += 1) {
    if (isForgotten(tries, now, POLICY)) tries = NO_TRIES;
    if (waitS(tries, now, POLICY) > 0) continue;
    tries = withTry(tries, now);
    guesses += 1;
  }
  expect(guesses).toBeLessThan(40);
});

it('forgets after the longest wait, and when the clock was set back', () => {
  expect(isForgotten(after(50), 4600, POLICY)).toBe(false);
  expect(isForgotten(after(50), 4601, POLICY)).toBe(true);
  expect(isForgotten(after(50), 10, POLICY)).toBe(true);
});

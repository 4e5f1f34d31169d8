import { expect, it } from 'vitest';
import { createManualClock } from './manual-clock';

it('stands still until it is moved, also when handed over as a function', () => {
  const clock = createManualClock(1000);
  const { now } = clock;
  expect([now(), now()]).toEqual([1000, 1000]);
  clock.advanceS(2.5);
  expect(now()).toBe(1002.5);
  clock.set(10);
  expect(now()).toBe(10);
});

it('starts at a summer noon by default', () => {
  expect(new Date(createManualClock().now() * 1000).toISOString()).toBe('2026-06-15T12:00:00.000Z');
});

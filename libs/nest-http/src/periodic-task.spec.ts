import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PeriodicTask } from './periodic-task';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('runs after each pause, and at once where it is asked to', async () => {
  let runs = 0;
  const task = new PeriodicTask(() => void (runs += 1), { everyMs: 1000 });
  task.start();
  await vi.advanceTimersByTimeAsync(999);
  expect(runs).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(runs).toBe(1);
  task.soon();
  await vi.advanceTimersByTimeAsync(0);
  expect(runs).toBe(2);
  await vi.advanceTimersByTimeAsync(3000);
  expect(runs).toBe(5);
  await task.stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(runs).toBe(5);
});

it('never runs twice at once: what is asked for meanwhile follows', async () => {
  const ends: (() => void)[] = [];
  let started = 0;
  const task = new PeriodicTask(
    () => {
      started += 1;
      return new Promise<undefined>((resolve) => ends.push(() => resolve(undefined)));
    },
    { everyMs: 1000 },
  );
  task.start(0);
  await vi.advanceTimersByTimeAsync(0);
  task.soon();
  task.soon();
  await vi.advanceTimersByTimeAsync(5000);
  expect(started).toBe(1);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(started).toBe(2);
  let stopped = false;
  void task.stop().then(() => (stopped = true));
  await vi.advanceTimersByTimeAsync(0);
  expect(stopped).toBe(false);
  ends[1]?.();
  await vi.advanceTimersByTimeAsync(5000);
  expect([stopped, started]).toEqual([true, 2]);
});

it('goes on after an error, and takes the pause that a run names', async () => {
  const errors: unknown[] = [];
  const answers: (number | Error)[] = [new Error('once'), 10, Infinity];
  let runs = 0;
  const task = new PeriodicTask(
    () => {
      const answer = answers[runs++];
      if (answer instanceof Error) throw answer;
      return answer;
    },
    { everyMs: 1000, onError: (error) => errors.push(error) },
  );
  task.start(0);
  await vi.advanceTimersByTimeAsync(1000);
  expect([runs, errors]).toEqual([2, [new Error('once')]]);
  await vi.advanceTimersByTimeAsync(10);
  expect(runs).toBe(3);
  await vi.advanceTimersByTimeAsync(1_000_000);
  expect(runs).toBe(3);
  task.soon();
  await vi.advanceTimersByTimeAsync(0);
  expect(runs).toBe(4);
  await task.stop();
});

it('spreads its pauses by chance within the share that it may', async () => {
  const pauses: number[] = [];
  let last = performance.now();
  const task = new PeriodicTask(
    () => {
      pauses.push(performance.now() - last);
      last = performance.now();
      return undefined;
    },
    { everyMs: 1000, jitter: 0.2 },
  );
  task.start();
  await vi.advanceTimersByTimeAsync(100_000);
  await task.stop();
  expect(pauses.length).toBeGreaterThan(80);
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(799);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(1201);
  expect(new Set(pauses.map(Math.round)).size).toBeGreaterThan(10);
});

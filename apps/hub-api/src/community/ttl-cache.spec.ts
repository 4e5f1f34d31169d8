import { createManualClock } from '@hub/testing';
import { expect, it } from 'vitest';
import { TtlCache } from './ttl-cache';

function counted(answers: (number | Error | undefined)[]) {
  const clock = createManualClock();
  let asked = 0;
  const fetched = new TtlCache(
    () => {
      const answer = answers[asked++];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    60,
    clock.now,
  );
  return { clock, fetched, asked: () => asked };
}

it('asks once for all who wait, and again when the answer is old', async () => {
  const { clock, fetched, asked } = counted([1, 2]);
  const first = await Promise.all([fetched.get(), fetched.get()]);
  expect(first.map((answer) => answer?.value)).toEqual([1, 1]);
  clock.advanceS(59);
  expect([(await fetched.get())?.value, asked()]).toEqual([1, 1]);
  clock.advanceS(1);
  expect([(await fetched.get())?.value, asked()]).toEqual([2, 2]);
});

it('leaves a server that fails alone for a moment', async () => {
  const { clock, fetched, asked } = counted([new Error('away'), 3]);
  expect(await fetched.get()).toBeUndefined();
  expect([await fetched.get(), asked()]).toEqual([undefined, 1]);
  clock.advanceS(30);
  expect((await fetched.get())?.value).toBe(3);
});

it('has nothing while there is no one to ask, and after it was told to forget', async () => {
  const { fetched, asked } = counted([undefined, 4]);
  expect(await fetched.get()).toBeUndefined();
  expect((await fetched.get())?.value).toBe(4);
  fetched.forget();
  await fetched.get();
  expect(asked()).toBe(3);
});

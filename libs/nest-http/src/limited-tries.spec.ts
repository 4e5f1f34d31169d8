import { callerOf } from '@hub/domain/access';
import { expect, it } from 'vitest';
import { TooManyTries, TryCounter, triesAt } from './limited-tries';

function counter() {
  let now = 1000;
  const tries = new TryCounter({ prefix: 'HUB', free: 10 }, () => now);
  const guess = (address: string, at = 'name:mair'): number => {
    try {
      tries.begin({ caller: callerOf(address), target: at });
      return 0;
    } catch (error) {
      return error instanceof TooManyTries ? error.retryAfterS : -1;
    }
  };
  return {
    guess,
    right: (address: string) => tries.succeeded({ caller: callerOf(address), target: 'name:mair' }),
    wait: (s: number) => (now += s),
  };
}

it('lets ten guesses of one caller through, then makes it wait longer each time', () => {
  const { guess, wait } = counter();
  expect(Array.from({ length: 10 }, () => guess('10.0.0.1'))).toEqual(Array(10).fill(0));
  expect(guess('10.0.0.1')).toBe(30);
  wait(30);
  expect([guess('10.0.0.1'), guess('10.0.0.1')]).toEqual([0, 60]);
});

it('counts at the account too, so many callers do not add up', () => {
  const { guess } = counter();
  let through = 0;
  for (let round = 0; round < 200; round++)
    for (let caller = 0; caller < 50; caller++) if (guess(`10.0.1.${caller}`) === 0) through += 1;
  // Ten at the account, and the first try of each of the others.
  expect(through).toBeLessThanOrEqual(60);
});

it('leaves the first try to who has not failed, whatever the others do', () => {
  const { guess, right } = counter();
  for (let tries = 0; tries < 1000; tries++) guess(`10.0.1.${tries % 50}`);
  expect(guess('192.168.1.7')).toBe(0);
  right('192.168.1.7');
  expect(guess('192.168.1.7')).toBe(0);
});

it('takes one /64 for one caller', () => {
  const { guess } = counter();
  for (let host = 0; host < 10; host++) guess(`fd00::${host}`);
  expect(guess('fd00::ffff')).toBe(30);
});

it('reads the account from a body that may be anything', () => {
  const at = triesAt('name');
  expect([at({ name: ' Mair ' }), at({ name: 7 }), at(null), at('x'), at({ name: 'x'.repeat(1000) })?.length]).toEqual([
    'name:mair',
    undefined,
    undefined,
    undefined,
    69,
  ]);
});

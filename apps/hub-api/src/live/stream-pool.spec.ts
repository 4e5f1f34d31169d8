import { NEVER, type Subscription } from 'rxjs';
import { afterEach, expect, it } from 'vitest';
import { StreamPool } from './stream-pool';

let open: Subscription[] = [];
afterEach(() => {
  for (const subscription of open) subscription.unsubscribe();
  open = [];
});

function opener(pool: StreamPool, ended: string[]) {
  return (address: string, name: string): void => {
    const subscription = pool.join(address, NEVER).subscribe({ complete: () => ended.push(name) });
    open.push(subscription);
  };
}

it('ends the oldest stream of a caller that opens too many, and no other caller’s', () => {
  const ended: string[] = [];
  const pool = new StreamPool();
  const stream = opener(pool, ended);
  stream('10.0.0.9', 'tablet');
  for (let tab = 0; tab < 15; tab++) stream('10.0.0.1', `tab ${tab}`);
  expect(ended).toEqual(['tab 0', 'tab 1', 'tab 2']);
  expect(pool.size).toBe(13);
});

it('takes from the caller with most where the house has too many', () => {
  const ended: string[] = [];
  const pool = new StreamPool();
  const stream = opener(pool, ended);
  stream('10.0.0.9', 'tablet');
  for (let caller = 1; caller <= 5; caller++)
    for (let tab = 0; tab < 12; tab++) stream(`10.0.1.${caller}`, `${caller}`);
  for (let more = 0; more < 10; more++) stream('10.0.2.1', 'more');
  expect(pool.size).toBe(64);
  expect(ended).toHaveLength(7);
  expect(ended).not.toContain('tablet');
});

it('gives places back, and ends all at once', () => {
  const ended: string[] = [];
  const pool = new StreamPool();
  const stream = opener(pool, ended);
  stream('10.0.0.1', 'one');
  stream('10.0.0.2', 'two');
  open[0]?.unsubscribe();
  expect(pool.size).toBe(1);
  pool.endAll();
  expect([ended, pool.size]).toEqual([['two'], 0]);
});

import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { atMost } from './at-most';

it('runs every task, never more at once than it may, whatever fails', async () => {
  let now = 0;
  let most = 0;
  const done: number[] = [];
  const task = (index: number) => async () => {
    most = Math.max(most, ++now);
    await setTimeout(1);
    now -= 1;
    if (index % 3 === 0) throw new Error(`task ${index}`);
    done.push(index);
  };
  const failures = await atMost(
    2,
    Array.from({ length: 8 }, (_, index) => task(index)),
  );
  expect(failures.map(String).sort()).toEqual(['Error: task 0', 'Error: task 3', 'Error: task 6']);
  expect([most, done.sort((a, b) => a - b)]).toEqual([2, [1, 2, 4, 5, 7]]);
  expect(await atMost(2, [])).toEqual([]);
});

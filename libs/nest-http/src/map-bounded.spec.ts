import { expect, it } from 'vitest';
import { mapBounded } from './map-bounded';

it('runs at most so many at once, and all of them', async () => {
  let running = 0;
  let most = 0;
  const results = await mapBounded([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, item % 3));
    running -= 1;
    if (item === 4) throw new Error('four');
    return item * 2;
  });
  expect(most).toBe(3);
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))).toEqual([
    2,
    4,
    6,
    'failed',
    10,
    12,
    14,
  ]);
});

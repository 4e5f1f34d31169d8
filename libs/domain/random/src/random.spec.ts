import { describe, expect, it } from 'vitest';
import { Random, seeded } from './random';

describe('Random', () => {
  it('draws the same for the same seed, and something else for another', () => {
    const draws = (seed: number): number[] => Array.from({ length: 5 }, seeded(seed));
    expect(draws(7)).toEqual(draws(7));
    expect(draws(8)).not.toEqual(draws(7));
  });

  it('has the numbers of mulberry32', () => {
    expect(Array.from({ length: 3 }, seeded(0))).toEqual([
      0.26642920868471265, 0.0003297457005828619, 0.2232720274478197,
    ]);
  });

  it('reaches both ends of a range and nothing beyond', () => {
    const random = new Random(1);
    expect(new Set(Array.from({ length: 200 }, () => random.whole(-1, 2)))).toEqual(new Set([-1, 0, 1, 2]));
  });

  it('picks and shuffles what it was given', () => {
    const random = new Random(1);
    expect(new Set(Array.from({ length: 100 }, () => random.pick('a', 'b', 'c')))).toEqual(new Set(['a', 'b', 'c']));
    const shuffled = random.shuffled([1, 2, 3, 4, 5, 6]);
    expect([...shuffled].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(shuffled).not.toEqual([1, 2, 3, 4, 5, 6]);
  });
});

import { describe, expect, it } from 'vitest';
import { completedHalfHours, dueBetween, simulatedAt } from './schedule';

describe('simulated time', () => {
  const pace = { startedAt: 1_000_000, sinceS: 3600, speed: 60 };

  it.each([
    ['begins in the past', 0, 1_000_000 - 3600],
    ['runs faster', 10, 1_000_000 - 3600 + 600],
    ['meets the present', 3600 / 59, 1_000_000 + 3600 / 59],
    ['never leaves it behind', 5000, 1_005_000],
  ])('%s', (_, elapsedS, expected) => {
    expect(simulatedAt(pace, 1_000_000 + elapsedS)).toBeCloseTo(expected, 6);
  });

  it('is the present in real time', () => {
    expect(simulatedAt({ startedAt: 5, sinceS: 0, speed: 1 }, 99)).toBe(99);
  });
});

describe('what is due', () => {
  it('is each instant of the grid once, whatever the steps', () => {
    expect(dueBetween(1799, 1821, 10)).toEqual({ live: [1800, 1810, 1820], halfHours: [0] });
    expect(dueBetween(1800, 1809.9, 10)).toEqual({ live: [], halfHours: [] });
    expect(dueBetween(1795, 1800, 5)).toEqual({ live: [1800], halfHours: [0] });
  });

  it('is nothing when the clock was set back', () => {
    expect(dueBetween(5000, 4000, 10)).toEqual({ live: [], halfHours: [] });
  });

  it('knows the half-hours that are complete', () => {
    expect(completedHalfHours(5400, 2)).toEqual([1800, 3600]);
    expect(completedHalfHours(5399, 2)).toEqual([0, 1800]);
  });
});

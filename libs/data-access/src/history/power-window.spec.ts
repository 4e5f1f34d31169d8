import { describe, expect, it } from 'vitest';
import { append, mergeHistory, since } from './power-window';

const at = (time: number, powerW = 100) => ({ time, powerW });

describe('append', () => {
  it('adds a newer reading and ignores one told again or late', () => {
    const points = append(append([], at(10)), at(15));
    expect(points).toEqual([at(10), at(15)]);
    expect(append(points, at(15, 999))).toBe(points);
    expect(append(points, at(12))).toBe(points);
  });
});

describe('since', () => {
  it('keeps the window, its first second included', () => {
    expect(since([at(9), at(10), at(11)], 10)).toEqual([at(10), at(11)]);
  });
});

describe('mergeHistory', () => {
  it('continues history with the newer live readings only', () => {
    expect(mergeHistory([at(10), at(20)], [at(8, 1), at(18, 1), at(23), at(28)])).toEqual([
      at(10),
      at(20),
      at(23),
      at(28),
    ]);
  });

  it('keeps what is live when nothing is stored', () => {
    expect(mergeHistory([], [at(23)])).toEqual([at(23)]);
  });
});

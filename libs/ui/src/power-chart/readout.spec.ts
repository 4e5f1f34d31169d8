import { describe, expect, it } from 'vitest';
import { readingAt, timeAfterKey } from './readout';

describe('readingAt', () => {
  const points = [0, 10, 20, 200].map((time) => ({ time, powerW: time }));

  it('is the nearest reading', () => {
    expect([-20, 14, 16, 190].map((timeS) => readingAt(points, timeS)?.time)).toEqual([0, 10, 20, 200]);
  });

  it('knows nothing in a gap', () => {
    expect([46, 110, 174].map((timeS) => readingAt(points, timeS))).toEqual([undefined, undefined, undefined]);
    expect(readingAt([], 0)).toBeUndefined();
  });
});

describe('timeAfterKey', () => {
  it('begins at the end and stays inside', () => {
    expect(timeAfterKey('ArrowLeft', undefined, 0, 1_800)).toBe(1_740);
    expect(timeAfterKey('ArrowRight', 1_790, 0, 1_800)).toBe(1_800);
    expect(timeAfterKey('PageDown', 100, 0, 1_800)).toBe(0);
    expect([timeAfterKey('Home', 900, 0, 1_800), timeAfterKey('End', 900, 0, 1_800)]).toEqual([0, 1_800]);
  });

  it('leaves other keys alone', () => {
    expect(timeAfterKey('Tab', 900, 0, 1_800)).toBeUndefined();
  });
});

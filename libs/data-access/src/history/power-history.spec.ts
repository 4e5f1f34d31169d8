import { describe, expect, it } from 'vitest';
import { historyUrl, parseHistory } from './power-history';

describe('historyUrl', () => {
  it('asks in whole seconds at 10 s', () => {
    expect(historyUrl(7, 100.9, 200.1)).toBe('/api/v1/feeds/7/data?start=100&end=201&interval=10');
  });
});

describe('parseHistory', () => {
  it('leaves a missing value out instead of making it zero', () => {
    const body = {
      feedId: 7,
      unit: 'W',
      intervalS: 10,
      points: [
        [10, 0],
        [20, null],
        [30, -5],
      ],
    };
    expect(parseHistory(body)).toEqual([
      { time: 10, powerW: 0 },
      { time: 30, powerW: -5 },
    ]);
  });

  it('throws on an answer of another shape', () => {
    expect(() => parseHistory({ points: [[10, 'high']] })).toThrow();
  });
});

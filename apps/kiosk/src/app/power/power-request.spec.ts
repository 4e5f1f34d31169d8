import { describe, expect, it } from 'vitest';
import { energyIn, pointsOf, powerCsv, requestFor, requestPath } from './power-request';

const DAY_S = 86_400;
const NOON_S = Date.UTC(2026, 10, 23, 12) / 1_000;
const back = (lengthS: number) => ({ startS: NOON_S - lengthS, endS: NOON_S });

describe('requestFor', () => {
  it.each([
    [300, 10],
    [3_600, 10],
    [DAY_S, 300],
    [7 * DAY_S, 1_800],
    [365 * DAY_S, DAY_S],
    [10 * 365 * DAY_S, 7 * DAY_S],
  ])('a window of %d s is asked for every %d s', (lengthS, stepS) => {
    expect(requestFor(back(lengthS)).stepS).toBe(stepS);
  });

  it('reaches a window to each side, and stays the same while the window moves a little', () => {
    const request = requestFor(back(DAY_S));
    expect(request.startS).toBeLessThanOrEqual(NOON_S - 2 * DAY_S);
    expect(request.endS).toBeGreaterThanOrEqual(NOON_S + DAY_S);
    expect(requestFor({ startS: NOON_S - DAY_S - 10, endS: NOON_S - 10 })).toEqual(request);
  });

  it('never asks for more rows than the hub answers with', () => {
    for (let lengthS = 300; lengthS < 5 * 365 * DAY_S; lengthS *= 1.3) {
      const { startS, endS, stepS } = requestFor(back(lengthS));
      expect((endS - startS) / stepS).toBeLessThan(2_000);
    }
  });

  it('asks for means where points are many', () => {
    expect(requestPath(7, { startS: 0, endS: 100, stepS: 10 })).toBe('feeds/7/data?start=0&end=100&interval=10');
    expect(requestPath(7, { startS: 0, endS: 600, stepS: 300 })).toBe(
      'feeds/7/data?start=0&end=600&interval=300&average=1',
    );
  });
});

describe('what a window came to', () => {
  const answer = {
    ...{ feedId: 7, unit: 'W', intervalS: 600 },
    points: [
      [NOON_S - 1_800, 600],
      [NOON_S - 1_200, null],
      [NOON_S - 600, -1_200],
    ] as [number, number | null][],
  };

  it('counts what was measured: bought and sent apart, nothing for what is missing', () => {
    expect(pointsOf(answer)).toEqual([
      { time: NOON_S - 1_500, powerW: 600 },
      { time: NOON_S - 300, powerW: -1_200 },
    ]);
    const { boughtKWh, sentKWh, measured } = energyIn(pointsOf(answer), 600, back(1_800));
    expect([boughtKWh, sentKWh]).toEqual([0.1, 0.2]);
    expect(measured).toBeCloseTo(2 / 3);
  });

  it('is a table of what is shown', () => {
    expect(powerCsv(pointsOf(answer), back(600))).toBe('time,power_W\r\n2026-11-23T11:55:00.000Z,-1200');
  });
});

import { describe, expect, it } from 'vitest';
import { layOut, powerLabel, powerTicks } from './chart-geometry';
import { gapsOf, type PowerPoint, runsOf } from './runs';
import { niceStep, niceTicks } from '../scale/scale';
import { extremes, stretches } from './summary';

const T = 1_700_000_000 - (1_700_000_000 % 1_800);
const frame = { startS: T, endS: T + 1_800, width: 1_800, height: 100, letter: 0 };

function steady(fromS: number, toS: number, powerW = 300): PowerPoint[] {
  return Array.from({ length: (toS - fromS) / 10 + 1 }, (_, index) => ({ time: T + fromS + index * 10, powerW }));
}

describe('runsOf', () => {
  it('joins up to 25 s and cuts beyond', () => {
    const times = [0, 10, 35, 60.1, 70].map((time) => ({ time, powerW: 1 }));
    expect(runsOf(times).map((run) => run.map((point) => point.time))).toEqual([
      [0, 10, 35],
      [60.1, 70],
    ]);
  });
});

describe('gapsOf', () => {
  it('finds what is unknown before, between and after', () => {
    const runs = runsOf([...steady(600, 900), ...steady(1_000, 1_400)]);
    expect(gapsOf(runs, T, T + 1_800).map((gap) => [gap.startS - T, gap.endS - T])).toEqual([
      [0, 600],
      [900, 1_000],
      [1_400, 1_800],
    ]);
  });

  it('is the whole window without a reading, and nothing in a full one', () => {
    expect(gapsOf([], T, T + 1_800)).toEqual([{ startS: T, endS: T + 1_800 }]);
    expect(gapsOf(runsOf(steady(0, 1_800)), T, T + 1_800)).toEqual([]);
  });
});

describe('layOut', () => {
  it('draws one line for unbroken readings', () => {
    const chart = layOut({ ...frame, points: steady(0, 1_800) });
    expect(chart.lines).toHaveLength(1);
    expect(chart.gaps).toEqual([]);
    expect(chart.newest).toEqual({ x: 1_800, y: 50 });
  });

  it('leaves a gap open: neither joined nor at zero', () => {
    const chart = layOut({ ...frame, points: [...steady(0, 600), ...steady(900, 1_800)] });
    expect(chart.lines).toHaveLength(2);
    expect(chart.lines[0]).toMatch(/L600,50$/);
    expect(chart.lines[1]).toMatch(/^M900,50/);
    expect(chart.lines.join('')).not.toContain(`,${chart.zeroY}`);
    expect(chart.gaps).toEqual([{ x: 600, width: 300 }]);
  });

  it('draws a lone reading as a dot', () => {
    expect(layOut({ ...frame, points: steady(600, 600) }).lines).toEqual(['M600,50h0']);
  });

  it('is an empty frame without readings', () => {
    const chart = layOut({ ...frame, points: [] });
    expect(chart.lines).toEqual([]);
    expect(chart.newest).toBeUndefined();
    expect(chart.gaps).toEqual([{ x: 0, width: 1_800 }]);
  });

  it('puts export below the zero line', () => {
    const chart = layOut({ ...frame, points: [...steady(0, 900, 1_000), ...steady(910, 1_800, -1_000)] });
    expect(chart.zeroY).toBe(50);
    expect(chart.newest?.y).toBeGreaterThan(chart.zeroY);
  });

  it('leaves out what is not in the window', () => {
    expect(layOut({ ...frame, points: steady(-600, -300, 90_000) }).lines).toEqual([]);
  });

  it.each([
    [1_800, 7],
    [320, 4],
  ])('marks times that fit %d px', (width, count) => {
    expect(layOut({ ...frame, width, letter: 14, points: [] }).timeMarks).toHaveLength(count);
  });

  it('leaves the longest mark of the power axis its room', () => {
    const room = (powerW: number) => layOut({ ...frame, letter: 10, points: steady(0, 0, powerW) }).area.left;
    expect(room(100)).toBe(37);
    expect(room(-5_000)).toBeGreaterThan(room(5_000));
  });
});

describe('power axis', () => {
  it('always has a zero and leaves a quiet house low', () => {
    expect(powerTicks([{ time: T, powerW: 90 }])).toEqual([0, 200, 400, 600]);
    expect(powerTicks([{ time: T, powerW: -1_800 }])).toEqual([-2_000, -1_000, 0]);
  });

  it('uses one unit for all marks', () => {
    expect([powerLabel(5_000, 15_000), powerLabel(2_000, 4_000), powerLabel(-2_000, 4_000)]).toEqual([
      '5 kW',
      '2,000 W',
      '−2,000 W',
    ]);
  });

  it('steps by 1, 2 or 5', () => {
    expect([0.7, 1, 1.1, 2.1, 5.1, 340].map(niceStep)).toEqual([1, 1, 2, 5, 10, 500]);
    expect(niceTicks(0, 3_100, 3)).toEqual([0, 2_000, 4_000]);
  });
});

describe('summary', () => {
  it('tells the extremes and the mean of each stretch, and does not invent a missing one', () => {
    const points = [...steady(0, 290, 100), ...steady(900, 1_190, 700)];
    expect(extremes(points)).toEqual({ lowW: 100, highW: 700 });
    expect(extremes([])).toBeUndefined();
    const means = stretches(points, T, T + 1_800, 6).map((stretch) => stretch.meanW);
    expect(means).toEqual([100, undefined, undefined, 700, undefined, undefined]);
  });
});

import type { Segment } from '@hub/domain/planner';
import { describe, expect, it } from 'vitest';
import { nextRuns } from '../next-runs';
import type { Schedule } from '../schedule';
import { scheduleOf } from '../schedule.fake';
import { houseLoad } from './house-load';
import { cutOut, fitsUnder, fullStretches, type Load } from './room';
import { guides } from './together';

const PENCE = 1_000_000;
const NOW = Date.parse('2026-11-30T18:00:00Z') / 1000;
const ZONE = 'Europe/London';
const slot = (index: number): number => NOW + index * 1_800;

/** Half-hours at 20 p until 07:00; those from 10 to 17 at 5 p. */
const signal = Array.from({ length: 26 }, (_, index): Segment => [
  slot(index),
  slot(index + 1),
  (index >= 10 && index < 18 ? 5 : 20) * PENCE,
]);
const DEADLINE = slot(26);

describe('room under the cap', () => {
  const loads: readonly Load[] = [
    { start: 0, end: 3_600, watts: 400 },
    { start: 1_800, end: 5_400, watts: 3_000 },
  ];

  it('is missing where what is taken and the device together are above it', () => {
    expect(fullStretches(loads, 6_000, 2_000)).toEqual([]);
    expect(fullStretches(loads, 5_000, 2_000)).toEqual([[1_800, 3_600]]);
    expect(fullStretches(loads, 4_500, 2_000)).toEqual([[1_800, 5_400]]);
    expect(fullStretches(loads, 2_000, 2_000)).toEqual([[0, 5_400]]);
    expect(fitsUnder(loads, 3_400)).toBe(true);
    expect(fitsUnder(loads, 3_399)).toBe(false);
  });

  it('is missing always for a device that is above it by itself', () => {
    expect(cutOut(signal, fullStretches([], 5_000, 5_000))).toBe(signal);
    expect(cutOut(signal, fullStretches([], 5_000, 5_001))).toEqual([]);
  });

  it('ends at whole minutes, wider rather than narrower', () => {
    expect(fullStretches([{ start: 61, end: 179, watts: 1 }], 1, 1)).toEqual([[60, 180]]);
  });

  it('is left open in the signal, and elsewhere nothing changes', () => {
    const whole: readonly Segment[] = [
      [0, 100, 1],
      [100, 200, 2],
    ];
    expect(cutOut(whole, [])).toBe(whole);
    expect(
      cutOut(whole, [
        [40, 60],
        [90, 120],
        [150, 900],
      ]),
    ).toEqual([
      [0, 40, 1],
      [60, 90, 1],
      [120, 150, 2],
    ]);
  });
});

describe('a run without room', () => {
  const given = { now: NOW, zone: ZONE, hub: 'h', rungs: [{ name: 'signal' as const, signal }] };

  it('goes elsewhere, and names the cap where it does not fit', () => {
    const beside = nextRuns(scheduleOf(), { ...given, full: [[slot(10), slot(14)]] })[0]?.plan;
    expect(beside).toMatchObject({ blocks: [[slot(14), slot(18)]], shortfall: 0, reason: null });
    const nowhere = nextRuns(scheduleOf(), { ...given, full: [[slot(3), slot(25)]] })[0]?.plan;
    expect(nowhere).toMatchObject({ shortfall: 30, reason: 'cap' });
  });

  it('keeps its own reason where it would not fit without the cap either', () => {
    const dear = scheduleOf({ ceilingPence: 1 });
    expect(nextRuns(dear, { ...given, full: [[slot(3), slot(25)]] })[0]?.plan.reason).toBe('ceiling');
  });
});

describe('runs that share a cap', () => {
  const house = { now: NOW, zone: ZONE, signal, capW: 5_000, taken: [] as readonly Load[] };
  const contender = (key: string, more: Partial<Schedule> = {}) => ({
    key,
    schedule: scheduleOf(more),
    deadline: DEADLINE,
    from: NOW,
  });

  it('follow each other through the cheap hours, within the cap', () => {
    const found = guides([contender('a'), contender('b')], house);
    const both = [...found.values()].flat();
    expect(fitsUnder(both, 5_000)).toBe(true);
    expect(both.map(({ start, end }) => [start, end]).sort((x, y) => (x[0] ?? 0) - (y[0] ?? 0))).toEqual([
      [slot(10), slot(14)],
      [slot(14), slot(18)],
    ]);
  });

  it('leave the house what it takes', () => {
    const taken = [{ start: slot(10), end: slot(14), watts: 2_500 }];
    const found = guides([contender('a'), contender('b', { powerW: 2_500 })], { ...house, taken });
    const all = [...taken, ...[...found.values()].flat()];
    expect(fitsUnder(all, 5_000)).toBe(true);
    expect(found.get('a')).toEqual([{ start: slot(14), end: slot(18), watts: 3_000 }]);
    expect(found.get('b')).toEqual([{ start: slot(10), end: slot(14), watts: 2_500 }]);
  });
});

describe('what the house takes', () => {
  const DAY_S = 86_400;
  const evening = (day: number): number => NOW - day * DAY_S;

  it('is the median of the same half-hours, without what schedules ran', () => {
    const used = [100, 2_000, 140].map((wh, day) => ({ time: evening(day + 1), wh }));
    const ran = [{ start: evening(2), end: evening(2) + 1_800, watts: 3_800 }];
    const window = { from: NOW + 60, until: NOW + 3_600, zone: ZONE };
    expect(houseLoad(used, [], window)).toEqual([{ start: NOW, end: slot(1), watts: 280 }]);
    expect(houseLoad(used, ran, window)).toEqual([{ start: NOW, end: slot(1), watts: 200 }]);
    expect(houseLoad([{ time: evening(1), wh: NaN }], [], window)).toEqual([]);
  });

  it('follows the clock of the house over the night in which it changes', () => {
    const before = Date.parse('2026-10-24T17:00:00Z') / 1000;
    const after = Date.parse('2026-10-25T18:00:00Z') / 1000;
    const window = { from: after - 3_600, until: after + 3_600, zone: ZONE };
    expect(houseLoad([{ time: before, wh: 50 }], [], window)).toEqual([
      { start: after, end: after + 1_800, watts: 100 },
    ]);
  });
});

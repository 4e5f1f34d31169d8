import type { Segment } from '@hub/domain/planner';
import { describe, expect, it } from 'vitest';
import type { NextRun } from '../next-runs';
import { replan, type Standing } from '../replan';
import type { Schedule } from '../schedule';
import { scheduleOf } from '../schedule.fake';
import { fitsUnder } from './room';
import { type Cap, loadsOf, rooms } from './rooms';

const NOW = Date.parse('2026-11-30T18:00:00Z') / 1000;
const PENCE = 1_000_000;
const slot = (index: number): number => NOW + index * 1_800;
/** Half-hours at 20 p; the twelve from 8 to 19 at 5 p. */
const signal = Array.from({ length: 26 }, (_, index): Segment => [
  slot(index),
  slot(index + 1),
  (index >= 8 && index < 20 ? 5 : 20) * PENCE,
]);
const standing = (rule: Partial<Schedule> = {}, more: Partial<Standing> = {}): Standing => ({
  schedule: scheduleOf(rule),
  published: [],
  circumstances: { now: NOW, zone: 'Europe/London', hub: 'h', rungs: [{ name: 'signal', signal }] },
  delivered: () => ({ seconds: 0, wh: 0 }),
  onSince: undefined,
  interrupted: false,
  ...more,
});

/** As the hub does: each in the room that was found for it. */
function planned(standings: readonly Standing[], cap: Cap): readonly (readonly NextRun[])[] {
  const full = rooms(new Map(standings.entries()), cap);
  return standings.map((one, id) => {
    const circumstances = { ...one.circumstances, full: full.get(id) ?? [] };
    return replan({ ...one, circumstances }).runs;
  });
}
const tonight = (runs: readonly NextRun[]): NextRun['plan'] | undefined => runs[0]?.plan;
const together = (standings: readonly Standing[], runs: readonly (readonly NextRun[])[], cap: Cap): boolean =>
  fitsUnder([...cap.taken, ...standings.flatMap((one, index) => loadsOf(one, runs[index] ?? []))], cap.capW);

describe('schedules under one power cap', () => {
  it('that all fit are not limited', () => {
    expect(rooms(new Map([[1, standing()]]), { capW: 3_000, taken: [] }).size).toBe(0);
    const two = new Map([standing(), standing()].entries());
    expect(rooms(two, { capW: 6_000, taken: [] }).size).toBe(0);
  });

  it('share the cheap hours, and pay no more than they must', () => {
    const three = [standing(), standing({ interruptible: true }), standing({ powerW: 2_500 })];
    const cap = { capW: 5_000, taken: [] };
    const runs = planned(three, cap);
    expect(together(three, runs, cap)).toBe(true);
    for (const each of runs) expect(tonight(each)).toMatchObject({ shortfall: 0, reason: null });
    const cost = (watts: number): number => 120 * watts * 5 * PENCE;
    expect(runs.map((each) => tonight(each)?.cost)).toEqual([cost(3_000), cost(3_000), cost(2_500)]);
  });

  it('name the cap where it is why work is left over', () => {
    const two = [
      standing({ task: { kind: 'minutes', minutes: 500 } }),
      standing({ task: { kind: 'minutes', minutes: 500 } }),
    ];
    const cap = { capW: 5_000, taken: [] };
    const runs = planned(two, cap);
    expect(together(two, runs, cap)).toBe(true);
    const reasons = runs.map((each) => tonight(each)?.reason);
    expect(reasons).toContain('cap');
  });

  it('leave the house what it takes by its forecast', () => {
    const cap = { capW: 5_000, taken: [{ start: slot(8), end: slot(16), watts: 2_100 }] };
    const one = [standing()];
    expect(tonight(planned(one, cap)[0] ?? [])?.blocks).toEqual([[slot(16), slot(20)]]);
  });

  it('do not stop one block that has begun; the others keep away from it', () => {
    const delivered = () => ({ seconds: 3_600, wh: 3_000 });
    const now = slot(10);
    const circumstances = { now, zone: 'Europe/London', hub: 'h', rungs: [{ name: 'signal' as const, signal }] };
    const begun = standing({}, { onSince: slot(8), delivered, circumstances });
    const cap = { capW: 5_000, taken: [] };
    const runs = planned([begun, standing({}, { circumstances })], cap);
    expect(tonight(runs[0] ?? [])?.blocks).toEqual([[slot(10), slot(12)]]);
    expect(tonight(runs[1] ?? [])?.blocks).toEqual([[slot(12), slot(16)]]);
  });

  it('keep their plans from one look to the next', () => {
    const three = [standing(), standing({ interruptible: true }), standing({ powerW: 2_500 })];
    const cap = { capW: 5_000, taken: [] };
    const first = planned(three, cap);
    const later = three.map((one, index) => ({
      ...one,
      published: first[index] ?? [],
      circumstances: { ...one.circumstances, now: NOW + 1_830 },
    }));
    expect(planned(later, cap).map((runs) => tonight(runs)?.blocks)).toEqual(
      first.map((runs) => tonight(runs)?.blocks),
    );
  });
});

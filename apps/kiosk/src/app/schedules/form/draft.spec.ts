import { Random } from '@hub/domain/random';
import { previewRuns, type SchedulePrices, ScheduleRule } from '@hub/contracts';
import { describe, expect, it } from 'vitest';
import { fakeDevice } from '../schedules.fake';
import { type Draft, draftOf, newDraft, ruleOf, withDay, withOwnTime, withReadyBy } from './draft';

const NOON = Date.UTC(2026, 10, 23, 12) / 1_000;
const plug = fakeDevice(1, 'Washer');
const empty = newDraft(plug, NOON);
const ruleIn = (draft: Draft): ScheduleRule => {
  const made = ruleOf(draft);
  if ('missing' in made) throw new Error(`${made.missing} is missing`);
  // What the form makes, the hub takes.
  expect(ScheduleRule.parse(made.rule)).toEqual(made.rule);
  return made.rule;
};

describe('a draft', () => {
  it('is a rule from the start: tomorrow by seven, at the power that the device takes', () => {
    expect(ruleIn(empty)).toMatchObject({
      deviceId: 1,
      task: { kind: 'minutes', minutes: 120 },
      powerW: 2_000,
      once: { date: '2026-11-24', time: '07:00' },
    });
    expect(newDraft({ ...plug, on: true, powerW: 2_150.4 }, NOON).powerW).toBe(2_150);
    expect(newDraft({ ...plug, kind: 'charger' }, NOON)).toMatchObject({ work: 'energy', powerW: 7_000 });
    expect(newDraft(plug, NOON - 6 * 3_600).date).toBe('2026-11-23');
  });

  it.each<[string, Partial<Draft>]>([
    ['device', { deviceId: undefined }],
    ['days', { repeats: true }],
    ['time', { date: '' }],
    ['time', { readyBy: '' }],
    ['work', { minutes: NaN }],
    ['work', { minutes: 0 }],
    ['work', { work: 'energy', kWh: NaN }],
    ['work', { work: 'charge', fromPercent: 80, toPercent: 80 }],
    ['long', { work: 'energy', kWh: 190, powerW: 1_000 }],
    ['power', { powerW: NaN }],
    ['power', { powerW: 30_000 }],
    ['other', { ceilingPence: 5_000 }],
  ])('says that %s is missing in %j', (missing, change) => {
    expect(ruleOf({ ...empty, ...change })).toEqual({ missing });
  });

  it('moves every day with the common time, and none that has its own', () => {
    const days = withDay(withDay({ ...empty, repeats: true }, 0, true), 5, true);
    const own = withReadyBy(withOwnTime(days, 5, '09:30'), '06:15');
    expect(own.week).toEqual([['06:15'], [], [], [], [], ['09:30'], []]);
    expect(withDay(own, 0, false).week[0]).toEqual([]);
    expect(withReadyBy(own, '')).toEqual(own);
  });

  it('comes back from a rule unchanged, with what the form does not show', () => {
    const rule: ScheduleRule = {
      ...ruleIn({ ...withDay({ ...empty, repeats: true }, 2, true), canPause: true, holidays: 'none' }),
      week: [[], [], ['07:00', '18:00'], [], [], [], []],
      minOffMinutes: 15,
      reserveMinutes: 25,
      skip: ['2026-11-25T07:00'],
    };
    expect(ruleIn(draftOf(rule, NOON))).toEqual(rule);
    const programme: ScheduleRule = { ...rule, task: { kind: 'profile', phases: [[20, 2_000]] }, holidayAs: 3 };
    expect(ruleIn(draftOf(programme, NOON))).toEqual(programme);
  });

  it('is planned for any answer that the form allows', () => {
    const draws = new Random(1);
    const random = (most: number): number => draws.whole(0, most - 1);
    const prices: SchedulePrices = {
      now: NOON,
      zone: 'Europe/London',
      hub: 'h',
      asOf: NOON,
      rungs: [
        {
          name: 'tariff',
          signal: Array.from({ length: 96 }, (_, slot) => [
            NOON + slot * 1_800,
            NOON + (slot + 1) * 1_800,
            random(30) * 1e6,
          ]),
        },
      ],
    };
    for (let count = 0; count < 200; count += 1) {
      const draft: Draft = {
        ...withDay(empty, random(7), true),
        work: (['minutes', 'energy', 'charge'] as const)[random(3)] ?? 'minutes',
        minutes: 1 + random(600),
        kWh: (1 + random(100)) / 10,
        capacityKWh: 1 + random(8),
        powerW: 500 + random(7_000),
        canPause: random(2) === 0,
        repeats: random(2) === 0,
        ceilingPence: random(3) === 0 ? random(30) : undefined,
        leastMinutes: random(60),
        late: random(2) === 0,
      };
      const [run] = previewRuns(ruleIn(draft), prices);
      expect(run === undefined || run.shortfallMinutes === 0 || run.reason !== null).toBe(true);
    }
  });
});

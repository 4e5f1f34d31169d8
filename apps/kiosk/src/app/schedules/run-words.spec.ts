import { describe, expect, it } from 'vitest';
import { NOON } from '../outlook/forecast.fake';
import { basesOf, lengthText, phaseOf, priceText, savedText, timesText } from './run-words';
import { fakeRule, fakeRun, fakeSchedule } from './schedules.fake';

const HOUR_S = 3_600;
const cost = (chosenPence: number, startNowPence: number | null) =>
  fakeRun({ cost: { chosenPence, startNowPence, latestPence: null, averagePence: null } });

describe('words of a run', () => {
  it('tells its times, with the day where it is another', () => {
    expect(timesText(fakeRun().blocks, NOON)).toBe('02:30–04:00 tomorrow');
    expect(timesText([[NOON, NOON + HOUR_S]], NOON)).toBe('12:00–13:00');
  });

  it('names only what the prices of its own hours rest on', () => {
    const prices = [
      { start: NOON, end: NOON + 12 * HOUR_S, rung: 'signal' as const },
      { start: NOON + 12 * HOUR_S, end: NOON + 19 * HOUR_S, rung: 'tariff' as const },
    ];
    expect(basesOf(fakeRun({ prices }))).toEqual(['the price bands of your tariff']);
    expect(basesOf(fakeRun({ prices, blocks: [] }))).toHaveLength(2);
  });

  it('tells what is saved, and nothing where that is nothing', () => {
    expect([
      savedText(cost(20, 30)),
      savedText(cost(30, 30.2)),
      savedText(cost(30, 20)),
      savedText(cost(30, null)),
    ]).toEqual(['10p', undefined, undefined, undefined]);
  });

  it('writes lengths and amounts', () => {
    expect([30, 60, 90, 0].map(lengthText)).toEqual(['30 min', '1 h', '1 h 30 min', '0 min']);
    expect([null, 0, 2.44, 128].map(priceText)).toEqual(['–', '0p', '2.4p', '£1.28']);
  });

  it('knows what a schedule is about', () => {
    const phase = (change: Parameters<typeof fakeSchedule>[0]) => phaseOf(fakeSchedule(change), NOON, '2026-11-23');
    const boosted = { enabled: true, boostFrom: NOON - 60, boostUntil: NOON + 60 };
    expect(phase({})).toBe('waiting');
    expect(phase({ standing: boosted })).toBe('boosted');
    expect(phase({ standing: { ...boosted, boostUntil: NOON - 1 } })).toBe('waiting');
    expect(phase({ standing: { ...boosted, enabled: false, boostUntil: null } })).toBe('off');
    expect(phase({ rule: fakeRule({ pauseUntil: '2026-11-24' }), next: [] })).toBe('paused');
    expect(phase({ rule: fakeRule({ pauseUntil: '2026-11-23' }), next: [] })).toBe('done');
    expect(phase({ next: [fakeRun({ blocks: [[NOON - 60, NOON + 60]] })] })).toBe('running');
  });
});

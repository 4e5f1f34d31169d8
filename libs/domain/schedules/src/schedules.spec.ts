import type { Segment } from '@hub/domain/planner';
import { describe, expect, it } from 'vitest';
import { bankHolidays } from './bank-holidays';
import { replaces } from './hysteresis';
import { deliveredOf, type LedgerEntry, ledgerLine, readLedger } from './ledger/ledger';
import { type Circumstances, nextRuns } from './next-runs';
import { startDelayS } from './random-start';
import { chargeWh, type Schedule } from './schedule';
import { scheduleOf } from './schedule.fake';
import { laddered, repeatedDaily } from './signal/ladder';

const ZONE = 'Europe/London';
const at = (iso: string): number => Date.parse(iso) / 1000;
const NOW = at('2026-11-30T18:00:00Z');
const PENCE = 1_000_000;

const washer = scheduleOf({
  deviceId: 3,
  task: { kind: 'minutes', minutes: 90 },
  powerW: 2000,
  reserveMinutes: 10,
});

/** Half-hours from `start`, each at its price in pence. */
const prices = (start: number, ...pence: number[]): readonly Segment[] =>
  pence.map((price, slot) => [start + slot * 1800, start + (slot + 1) * 1800, price * PENCE]);
const night = prices(NOW, ...Array.from({ length: 26 }, (_, slot) => (slot >= 10 && slot < 14 ? 5 : 15)));
const circumstances = (more: Partial<Circumstances> = {}): Circumstances => ({
  now: NOW,
  zone: ZONE,
  hub: 'hub-1',
  rungs: [{ name: 'signal', signal: night }],
  ...more,
});
const first = (schedule: Schedule, given = circumstances()) => nextRuns(schedule, given)[0]!;

describe('the next run', () => {
  it('takes the cheap hours before the deadline, and says what other times would have cost', () => {
    const { plan, label, decision } = first(washer);
    expect(label).toBe('2026-12-01T07:00');
    expect(plan.blocks).toEqual([[NOW + 10 * 1800, NOW + 13 * 1800]]);
    expect(
      [decision.chosen, decision.startNow, decision.latest].map((cost) => (cost ?? NaN) / 60 / 1000 / PENCE),
    ).toEqual([15, 45, 45]);
  });

  it('keeps the reserve, but gives it up before it cuts the work short', () => {
    const short = { ...washer, task: { kind: 'minutes', minutes: 30 } as const, prefer: 'late' as const };
    const close = circumstances({
      now: at('2026-12-01T06:20:00Z'),
      rungs: [{ name: 'signal', signal: prices(NOW, ...night.map(() => 9)) }],
    });
    expect(first(short, close)).toMatchObject({ reserveMinutes: 10, plan: { shortfall: 0 } });
    const closer = { ...close, now: at('2026-12-01T06:28:00Z') };
    expect(first(short, closer)).toMatchObject({ reserveMinutes: 0, plan: { shortfall: 0 } });
    expect(first(short, { ...close, now: at('2026-12-01T06:40:00Z') }).plan).toMatchObject({
      shortfall: 10,
      reason: 'deadline',
    });
  });

  it('starts a little after a price edge, the same each time it is asked, and still in time', () => {
    const spread = { ...washer, spreadStart: true };
    const { plan, delayS } = first(spread);
    expect(delayS).toBe(startDelayS('hub-1', 3, '2026-12-01'));
    expect(plan.blocks[0]?.[0]).toBe(NOW + 10 * 1800 + delayS);
    expect(first(spread)).toEqual(first(spread));
    expect(plan.blocks[0]?.[1]).toBeLessThanOrEqual(at('2026-12-01T07:00:00Z'));
  });

  it('plans a deadline beyond the signal on the later rungs and does not start at once', () => {
    const car: Schedule = { ...washer, week: [[], [], [], ['07:00'], [], [], []] };
    const tariff = prices(NOW, ...Array.from({ length: 48 * 4 }, (_, slot) => (slot % 48 < 12 ? 30 : 8)));
    const given = circumstances({
      rungs: [
        { name: 'signal', signal: night.slice(0, 8) },
        { name: 'tariff', signal: tariff },
      ],
    });
    const { plan, used, label } = first(car, given);
    expect(label).toBe('2026-12-03T07:00');
    expect(used.map(({ rung }) => rung)).toEqual(['signal', 'tariff']);
    expect(plan.blocks[0]?.[0]).toBeGreaterThan(NOW + 3600);
    // A restart, a minute later and with the same prices, plans the same.
    expect(first(car, { ...given, now: NOW + 60 }).plan.blocks).toEqual(plan.blocks);
  });

  it('without any price runs as late as it can', () => {
    const { plan, used } = first(washer, circumstances({ rungs: [] }));
    expect(used.map(({ rung }) => rung)).toEqual(['latest']);
    expect(plan.blocks[0]?.[1]).toBe(at('2026-12-01T06:50:00Z'));
  });

  it('begins the window of a repetition at the deadline before it', () => {
    const done = circumstances({ delivered: (label) => ({ seconds: label === '2026-12-01T07:00' ? 5400 : 0, wh: 0 }) });
    const [next] = nextRuns(washer, done, 0);
    expect(next?.label).toBe('2026-12-02T07:00');
    expect(next?.plan.blocks[0]?.[0]).toBeGreaterThanOrEqual(at('2026-12-01T07:00:00Z'));
  });

  it('counts a bank holiday as the day that was chosen', () => {
    const weekdays = { ...washer, week: [...Array.from({ length: 5 }, () => ['07:00']), [], []], holidayAs: 7 };
    const before = circumstances({ now: at('2026-12-24T12:00:00Z') });
    expect(first(weekdays, before).label).toBe('2026-12-29T07:00');
  });
});

describe('parts', () => {
  it('says what a battery takes from the socket', () => {
    expect(chargeWh(40_000, 20, 80)).toBe(26_667);
    expect(chargeWh(40_000, 80, 20)).toBe(0);
  });

  it('spreads starts of many hubs over ten minutes', () => {
    const delays = Array.from({ length: 2000 }, (_, hub) => startDelayS(`hub-${hub}`, 1, '2026-12-01'));
    expect(Math.max(...delays)).toBeLessThanOrEqual(600);
    const inFirstMinute = delays.filter((delay) => delay < 60).length;
    expect(inFirstMinute).toBeGreaterThan(140);
    expect(inFirstMinute).toBeLessThan(260);
  });

  it.each([
    [2025, ['01-01', '04-18', '04-21', '05-05', '05-26', '08-25', '12-25', '12-26']],
    [2026, ['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28']],
    [2027, ['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28']],
    [2028, ['01-03', '04-14', '04-17', '05-01', '05-29', '08-28', '12-25', '12-26']],
  ])('knows the bank holidays of %i', (year, days) => {
    expect(bankHolidays(year)).toEqual(days.map((day) => `${year}-${day}`));
  });

  it('fills gaps of a signal from the next rung, and an unknown hour never looks cheap', () => {
    const { signal, used } = laddered(
      [
        {
          name: 'signal',
          signal: [
            [0, 60, 5],
            [120, 180, 7],
          ],
        },
        { name: 'tariff', signal: [[0, 150, 9]] },
      ],
      0,
      240,
    );
    expect(signal).toEqual([
      [0, 60, 5],
      [60, 120, 9],
      [120, 180, 7],
      [180, 240, 9],
    ]);
    expect(used.map(({ rung }) => rung)).toEqual(['signal', 'tariff', 'signal', 'latest']);
  });

  it('repeats a day by the clock over both clock changes', () => {
    const noon = at('2026-10-24T11:00:00Z');
    expect(repeatedDaily([[noon, noon + 1800, 1]], 1, ZONE)).toEqual([
      [at('2026-10-25T12:00:00Z'), at('2026-10-25T12:30:00Z'), 1],
    ]);
  });

  it('keeps a published plan unless the gain is noticeable', () => {
    const fresh = { blocks: [], cost: 98, unpriced: 0, shortfall: 0, reason: null };
    expect(replaces(fresh, { blocks: [], cost: 100, shortfall: 0 })).toBe(false);
    expect(replaces({ ...fresh, cost: 90 }, { blocks: [], cost: 100, shortfall: 0 })).toBe(true);
    expect(replaces({ ...fresh, shortfall: 5 }, { blocks: [], cost: 100, shortfall: 0 })).toBe(true);
    expect(replaces(fresh, undefined)).toBe(true);
  });
});

describe('the ledger', () => {
  const entries: LedgerEntry[] = [
    { scheduleId: 1, label: '2026-12-01T07:00', start: 1000, end: 1600, wh: 300 },
    { scheduleId: 2, label: '2026-12-01T07:00', start: 1100, end: null, wh: 0 },
    { scheduleId: 1, label: '2026-12-01T07:00', start: 2000, end: null, wh: 0, registerKWh: 12.345 },
  ];
  const text = entries.map(ledgerLine).join('');

  it('cut at every byte holds the whole lines before the cut, and no other', () => {
    for (let length = 0; length <= text.length; length += 1) {
      const read = readLedger(text.slice(0, length));
      const whole = text.slice(0, length).split('\n').length - 1;
      expect(read.entries).toEqual(entries.slice(0, whole));
      expect(text.slice(0, read.length).endsWith('\n') || read.length === 0).toBe(true);
    }
  });

  it('with any byte changed holds only lines before it', () => {
    for (let index = 0; index < text.length; index += 1) {
      const damaged = `${text.slice(0, index)}${text[index] === '7' ? '8' : '7'}${text.slice(index + 1)}`;
      const line = text.slice(0, index).split('\n').length - 1;
      expect(readLedger(damaged).entries).toEqual(entries.slice(0, line));
    }
  });

  it('counts a run without an end as long as the hub was alive, and says that it was interrupted', () => {
    expect(deliveredOf(entries, 1, '2026-12-01T07:00', 2300)).toEqual({ seconds: 900, wh: 300, interrupted: true });
    expect(deliveredOf(entries, 1, '2026-12-02T07:00', 2300)).toEqual({ seconds: 0, wh: 0, interrupted: false });
  });

  it('is written in ASCII, so that bytes are characters', () => {
    expect(/^[\x20-\x7e\n]*$/.test(text)).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { daySpan, halfHourStacks } from './half-hours';
import { fakeDay } from './reports.fake';

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('daySpan', () => {
  it.each([
    ['2026-11-22', 48],
    ['2026-03-29', 46],
    ['2026-10-25', 50],
  ])('%s has %i half-hours', (day, halfHours) => {
    const { startS, endS } = daySpan(day);
    expect((endS - startS) / 1_800).toBe(halfHours);
  });
});

describe('halfHourStacks', () => {
  it.each([
    ['2026-11-22', 48],
    ['2026-03-29', 46],
    ['2026-10-25', 50],
  ])('draws all of %s', (day, count) => {
    const stacks = halfHourStacks(fakeDay(day, times(count, { useKWh: 0.2 })).halfHours, 'energy');
    expect(stacks).toHaveLength(count);
    expect([stacks[0]?.name, stacks[1]?.label, stacks.at(-1)?.name]).toEqual(['00:00–00:30', '', '23:30–00:00']);
    expect(stacks.every(({ state }) => state === 'known')).toBe(true);
  });

  it('shows an hour that comes twice, twice, and one that never comes, not at all', () => {
    const names = (day: string, count: number) =>
      halfHourStacks(fakeDay(day, times(count, {})).halfHours, 'energy').map(({ name }) => name);
    expect(names('2026-10-25', 50).filter((name) => name.startsWith('01:00'))).toHaveLength(2);
    expect(names('2026-03-29', 46).some((name) => name.startsWith('01:00'))).toBe(false);
  });

  const { halfHours } = fakeDay('2026-11-22', [
    { useKWh: 1, hydroKWh: 0.4, hydroPence: 2.8, importPence: 6 },
    { useKWh: 1, hydroKWh: 0.4, hydroPence: 2.8, importPence: 12, band: 'dawn', estimated: true },
    {},
    { useKWh: 1 },
  ]);

  it('tells read, estimated and missing apart; missing is never zero', () => {
    const stacks = halfHourStacks(halfHours, 'energy');
    expect(stacks.map(({ state }) => state)).toEqual(['known', 'estimated', 'missing', 'known']);
    expect(stacks.map(({ parts }) => parts)).toEqual([
      [
        { name: 'hydro', value: 0.4 },
        { name: 'midday', value: 0.6 },
      ],
      [
        { name: 'hydro', value: 0.4 },
        { name: 'dawn', value: 0.6 },
      ],
      [],
      [
        { name: 'hydro', value: 0 },
        { name: 'midday', value: 1 },
      ],
    ]);
  });

  it('has the money that the hub says, and none where it does not know the share', () => {
    expect(halfHourStacks(halfHours, 'money').map(({ parts }) => parts.map(({ value }) => value))).toEqual([
      [2.8, 6],
      [2.8, 12],
      [],
      [],
    ]);
  });
});

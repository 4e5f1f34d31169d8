import { describe, expect, it } from 'vitest';
import { type BandClock } from './band-clock';
import { daySpan, halfHourStacks } from './half-hours';
import { fakeSummary, fakeValues } from './reports.fake';

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const midday: BandClock = () => 'midday';

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
    ['2026-11-22', 48, '23:30–00:00'],
    ['2026-03-29', 46, '23:30–00:00'],
    ['2026-10-25', 50, '23:30–00:00'],
  ])('draws all of %s', (day, count, last) => {
    const { startS } = daySpan(day);
    const use = fakeValues(4, startS, times(count, 0.2));
    const hydro = fakeValues(6, startS, times(count, 0.05));
    const stacks = halfHourStacks(day, { estimated: undefined, use, hydro }, undefined, midday, 'energy');
    expect(stacks).toHaveLength(count);
    expect(stacks.at(-1)?.name).toBe(last);
    expect(stacks.every(({ state }) => state === 'known')).toBe(true);
  });

  it('shows an hour that comes twice, twice, and one that never comes, not at all', () => {
    const names = (day: string) =>
      halfHourStacks(day, { estimated: undefined, use: undefined, hydro: undefined }, undefined, midday, 'energy').map(
        ({ name }) => name,
      );
    expect(names('2026-10-25').filter((name) => name.startsWith('01:00'))).toHaveLength(2);
    expect(names('2026-03-29').some((name) => name.startsWith('01:00'))).toBe(false);
  });

  const day = '2026-11-22';
  const { startS } = daySpan(day);
  const halves = {
    estimated: fakeValues(5, startS, [1, 1, null, ...times(45, 0)]),
    use: fakeValues(4, startS, [1, null, null, ...times(45, 0)]),
    hydro: fakeValues(6, startS, [0.4, 0.4, null, ...times(45, 0)]),
  };
  const summary = fakeSummary(day, {
    bands: { midday: { useKWh: 2, hydroKWh: 0.8, costPence: 17.6, hydroPence: 5.6 } },
  });

  it('has the bands of a day under an older tariff, which the clock of now does not know', () => {
    const old = fakeSummary(day, {
      bands: {
        night: { useKWh: 1, hydroKWh: 0.4, costPence: 8.8, hydroPence: 2.8 },
        dawn: { useKWh: 1, hydroKWh: 0.4, costPence: 14.8, hydroPence: 2.8 },
      },
      bandStarts: [
        { band: 'night', startMinute: 0 },
        { band: 'dawn', startMinute: 30 },
      ],
    });
    const stacks = (unit: 'energy' | 'money') => halfHourStacks(day, halves, old, midday, unit);
    expect(stacks('energy').map(({ parts }) => parts[1]?.name)).toEqual([
      'night',
      'dawn',
      undefined,
      ...times(45, 'dawn'),
    ]);
    expect(stacks('money')[0]?.parts[1]?.value).toBeCloseTo(6, 9);
    expect(stacks('money')[1]?.parts[1]?.value).toBeCloseTo(12, 9);
  });

  it('tells read, estimated and missing apart; missing is never zero', () => {
    const stacks = halfHourStacks(day, halves, summary, midday, 'energy');
    expect(stacks.slice(0, 4).map(({ state }) => state)).toEqual(['known', 'estimated', 'missing', 'known']);
    expect(stacks[2]?.parts).toEqual([]);
    expect(stacks[0]?.parts).toEqual([
      { name: 'hydro', value: 0.4 },
      { name: 'midday', value: 0.6 },
    ]);
  });

  it('calculates money by the prices that the day had', () => {
    const [first] = halfHourStacks(day, halves, summary, midday, 'money');
    expect(first?.parts.map(({ name, value }) => [name, Number(value.toFixed(6))])).toEqual([
      ['hydro', 2.8],
      ['midday', 6],
    ]);
  });

  it('names no band where the clock does not fit the day, and no money', () => {
    const night: BandClock = () => 'overnight';
    const parts = (unit: 'energy' | 'money') => halfHourStacks(day, halves, summary, night, unit)[0]?.parts;
    expect(parts('energy')?.map(({ name }) => name)).toEqual(['hydro', 'bought']);
    expect(parts('money')).toEqual([]);
  });
});

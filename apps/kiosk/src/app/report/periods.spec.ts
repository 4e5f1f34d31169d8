import { describe, expect, it } from 'vitest';
import { dayStacks, monthSpan, monthStacks, partsOf, shiftMonth } from './periods';
import { fakeSummary } from './reports.fake';

describe('months', () => {
  it('have their first and last day', () => {
    expect([monthSpan('2026-02'), monthSpan('2024-02'), monthSpan('2026-12')]).toEqual([
      { first: '2026-02-01', last: '2026-02-28' },
      { first: '2024-02-01', last: '2024-02-29' },
      { first: '2026-12-01', last: '2026-12-31' },
    ]);
  });

  it('follow each other over the year', () => {
    expect([shiftMonth('2026-01', -1), shiftMonth('2026-12', 1), shiftMonth('2026-11', -11)]).toEqual([
      '2025-12',
      '2027-01',
      '2025-12',
    ]);
  });
});

describe('dayStacks', () => {
  const summaries = [
    fakeSummary('2026-11-01'),
    fakeSummary('2026-11-02', { missing: 48, useKWh: 0 }),
    fakeSummary('2026-11-03', { missing: 2 }),
    fakeSummary('2026-11-04', { estimated: 5 }),
  ];
  const stacks = dayStacks('2026-11', summaries, '2026-11-06', 'energy');

  it('has a column for each day, and says what is known of it', () => {
    expect(stacks).toHaveLength(30);
    const states = stacks.slice(0, 8).map(({ state }) => state);
    expect(states).toEqual(['known', 'missing', 'partial', 'estimated', 'missing', 'missing', 'ahead', 'ahead']);
    expect(stacks[1]?.parts).toEqual([]);
  });

  it('takes the length of the day into account when all of it is missing', () => {
    const [day] = dayStacks('2026-10', [fakeSummary('2026-10-25', { missing: 48 })], '2026-10-31', 'energy').slice(24);
    expect(day?.state).toBe('partial');
  });
});

describe('partsOf', () => {
  it('parts hydro from what was bought, in energy and in money', () => {
    const summary = fakeSummary('2026-11');
    expect(partsOf(summary, 'energy')).toEqual([
      { name: 'hydro', value: 4 },
      { name: 'midday', value: 6 },
    ]);
    expect(partsOf(summary, 'money')).toEqual([
      { name: 'hydro', value: 28 },
      { name: 'midday', value: 60 },
    ]);
  });

  it('leaves money whole where it is not known what the hydro cost', () => {
    const summary = fakeSummary('2026-11', { bands: { midday: { useKWh: 10, hydroKWh: 4, costPence: 88 } } });
    expect(partsOf(summary, 'money')[1]).toEqual({ name: 'midday', value: 88 });
  });
});

describe('monthStacks', () => {
  it('names the months', () => {
    const [stack] = monthStacks([fakeSummary('2026-11', { days: 30, missing: 3 })], 'energy');
    expect(stack).toMatchObject({ label: 'Nov', name: 'November 2026', state: 'partial' });
  });
});

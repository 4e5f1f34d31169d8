import type { DaySummary } from '@hub/domain/community';
import { describe, expect, it } from 'vitest';
import { dailyView, monthlyView } from './summary-view';

const day = (name: string): DaySummary => ({
  day: name,
  bandStarts: [
    { name: 'midday', startMinute: 660 },
    { name: 'overnight', startMinute: 1200 },
  ],
  days: 1,
  bands: {
    midday: { useWh: 2000, hydroWh: 500, hydroCost: 3.5e7, importCost: 15e7 },
    overnight: { useWh: 1000, hydroWh: 0, hydroCost: 0, importCost: 7.25e7 },
  },
  standingCharge: 17.8e7,
  vatE10: 2.1775e10,
  referenceCost: 36e7,
  lowCostImportWh: 1000,
  missing: 1,
  estimated: 2,
});

describe('summaries for people', () => {
  it('have kWh, pence, score and saving of a day', () => {
    expect(dailyView([day('2026-11-01')]).summaries).toEqual([
      {
        period: '2026-11-01',
        days: 1,
        bands: {
          midday: { useKWh: 2, hydroKWh: 0.5, costPence: 18.5, hydroPence: 3.5 },
          overnight: { useKWh: 1, hydroKWh: 0, costPence: 7.25, hydroPence: 0 },
        },
        bandStarts: [
          { band: 'midday', startMinute: 660 },
          { band: 'overnight', startMinute: 1200 },
        ],
        useKWh: 3,
        hydroKWh: 0.5,
        energyPence: 25.75,
        standingChargePence: 17.8,
        vatPence: 2.1775,
        billPence: 46,
        savedPence: 10.25,
        score: 50,
        stars: 2,
        missing: 1,
        estimated: 2,
      },
    ]);
  });

  it('add up to months', () => {
    const { summaries } = monthlyView(['2026-10-31', '2026-11-01', '2026-11-02'].map(day));
    expect(summaries.map(({ period, days, useKWh, billPence }) => [period, days, useKWh, billPence])).toEqual([
      ['2026-10', 1, 3, 46],
      ['2026-11', 2, 6, 91],
    ]);
    expect(summaries.every((month) => !('bandStarts' in month))).toBe(true);
  });

  it('of no use is a full score and no saving', () => {
    const { summaries } = dailyView([{ ...day('2026-11-01'), bands: {}, referenceCost: 0 }]);
    expect(summaries[0]).toMatchObject({ useKWh: 0, score: 100, savedPence: 0 });
  });
});

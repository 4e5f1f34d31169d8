import { type SeriesValues, type SummaryView } from '@hub/contracts';

/** A summary of one band unless told: 10 kWh, 4 of them hydro at 7 p, 6 bought at 10 p. */
export function fakeSummary(period: string, of: Partial<SummaryView> = {}): SummaryView {
  return {
    period,
    days: 1,
    bands: { midday: { useKWh: 10, hydroKWh: 4, costPence: 88, hydroPence: 28 } },
    useKWh: 10,
    hydroKWh: 4,
    energyPence: 88,
    standingChargePence: 17.8,
    vatPence: 5.29,
    billPence: 111,
    savedPence: 32,
    score: 76,
    stars: 3,
    missing: 0,
    estimated: 0,
    ...of,
  };
}

/** Half-hours from `start`; null where nothing is known. */
export function fakeValues(seriesId: number, start: number, values: readonly (number | null)[]): SeriesValues {
  return {
    seriesId,
    unit: 'kWh',
    intervalS: 1_800,
    points: values.map((value, index) => [start + index * 1_800, value]),
  };
}

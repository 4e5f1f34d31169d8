import type { SummaryList, SummaryView } from '@hub/contracts';
import {
  billPence,
  type DaySummary,
  savingPence,
  score,
  stars,
  sumSummaries,
  type Summary,
  total,
} from '@hub/domain/community';

/** The band whose imports count as cheap in the score. */
const LOW_COST_BAND = 'overnight';
const MICROPENCE = 1_000_000;

export function dailyView(days: readonly DaySummary[]): SummaryList {
  return {
    summaries: days.map((day) => ({
      ...summaryView(day.day, day),
      bandStarts: day.bandStarts.map(({ name, startMinute }) => ({ band: name, startMinute })),
    })),
  };
}

export function monthlyView(days: readonly DaySummary[]): SummaryList {
  const months = new Map<string, DaySummary[]>();
  for (const day of days) {
    const month = day.day.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), day]);
  }
  return { summaries: [...months].map(([month, own]) => summaryView(month, sumSummaries(own))) };
}

function summaryView(period: string, summary: Summary): SummaryView {
  const { useWh, hydroWh, hydroCost, importCost } = total(summary);
  const cheap = summary.bands[LOW_COST_BAND];
  const points = score({ useWh, hydroWh, lowCostImportWh: cheap ? cheap.useWh - cheap.hydroWh : 0 });
  const energyPence = (hydroCost + importCost) / MICROPENCE;
  return {
    period,
    days: summary.days,
    bands: Object.fromEntries(
      Object.entries(summary.bands).flatMap(([name, band]) =>
        band
          ? [
              [
                name,
                {
                  useKWh: band.useWh / 1000,
                  hydroKWh: band.hydroWh / 1000,
                  costPence: (band.hydroCost + band.importCost) / MICROPENCE,
                  hydroPence: band.hydroCost / MICROPENCE,
                },
              ],
            ]
          : [],
      ),
    ),
    useKWh: useWh / 1000,
    hydroKWh: hydroWh / 1000,
    energyPence,
    standingChargePence: summary.standingCharge / MICROPENCE,
    vatPence: summary.vat / MICROPENCE,
    billPence: billPence(summary),
    savedPence: savingPence(useWh, energyPence, useWh === 0 ? 0 : summary.referenceCost / (useWh * 1000)),
    score: points,
    stars: stars(points),
    missing: summary.missing,
    estimated: summary.estimated,
  };
}

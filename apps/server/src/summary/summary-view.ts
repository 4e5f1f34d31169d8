import type { SummaryList, SummaryView } from '@hub/contracts';
import { billPence, type DaySummary, score, stars, sumSummaries, type Summary, total } from '@hub/domain/community';
import { inPence } from '@hub/domain/tariff';

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
  const points = score({ useWh, hydroWh, lowCostImportWh: summary.lowCostImportWh });
  const energyPence = inPence(hydroCost + importCost);
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
                  costPence: inPence(band.hydroCost + band.importCost),
                  hydroPence: inPence(band.hydroCost),
                },
              ],
            ]
          : [],
      ),
    ),
    useKWh: useWh / 1000,
    hydroKWh: hydroWh / 1000,
    energyPence,
    standingChargePence: inPence(summary.standingCharge),
    vatPence: inPence(summary.vatE10) / 1000,
    billPence: billPence(summary),
    savedPence: Math.max(inPence(summary.referenceCost) - energyPence, 0),
    score: points,
    stars: stars(points),
    missing: summary.missing,
    estimated: summary.estimated,
  };
}

import { type DaySummary, type LiveEstimate, sumSummaries, type Summary, total } from '@hub/domain/community';
import { epowerLabel } from '@hub/contracts';
import { inPence } from '@hub/domain/tariff';
import { type CalendarDay, type Instant } from '@hub/domain/time';

/** Numbers by band with their total, as the original names them. */
export type ByBand = Readonly<Record<string, number>>;

/** `club/summary/day` and `household/summary/day` of the original. `kwh` of a band is what was imported in it. */
export interface OldDay {
  readonly kwh: ByBand;
  readonly generation: ByBand;
  /** Pounds. */
  readonly cost: ByBand;
  readonly month: string;
  readonly day: string;
  readonly date: string;
  readonly timestamp: Instant;
  /** Days from then to today. */
  readonly dayoffset: number;
  readonly time: Instant;
}

/** An entry of `club/summary/monthly`. `estimate`: days with estimated half-hours in them. */
export interface OldMonth {
  readonly month: number;
  readonly monthdesc: string;
  readonly year: number;
  readonly days: number;
  readonly estimate: number;
  readonly demand: ByBand;
  readonly generation: ByBand;
  readonly import: ByBand;
  readonly cost: ByBand;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

export function oldDay(summary: DaySummary, start: Instant, today: CalendarDay, now: Instant): OldDay {
  const { demand, generation, imported, cost } = byBand(summary);
  const [, month = '', date = '', year = ''] = /^(\w+), (\d+) (\d+)/.exec(epowerLabel(summary.day)) ?? [];
  return {
    kwh: { ...imported, total: demand['total'] ?? 0, generation: generation['total'] ?? 0 },
    generation,
    cost,
    month,
    day: date,
    date: `${month} ${date} ${year} 00:00:00`,
    timestamp: start,
    dayoffset: Math.round((Date.parse(today) - Date.parse(summary.day)) / 86_400_000),
    time: Math.floor(now),
  };
}

/** Months of some days, oldest first. */
export function oldMonths(days: readonly DaySummary[]): OldMonth[] {
  const months = new Map<string, DaySummary[]>();
  for (const day of days) {
    const month = day.day.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), day]);
  }
  return [...months].map(([key, own]) => {
    const month = Number(key.slice(5));
    const { demand, generation, imported, cost } = byBand(sumSummaries(own));
    return {
      month,
      monthdesc: MONTHS[month - 1] ?? '',
      year: Number(key.slice(0, 4)),
      days: own.length,
      estimate: own.filter(({ estimated }) => estimated > 0).length,
      demand,
      generation,
      import: imported,
      cost,
    };
  });
}

/** `live` of the original: kW as text with three decimals. */
export function oldLive(live: LiveEstimate<string>): { generation: string; club: string; tariff: string } {
  return {
    generation: (live.generationW / 1000).toFixed(3),
    club: (live.clubW / 1000).toFixed(3),
    tariff: live.tariff,
  };
}

/** What the original answers where there is nothing yet. */
export const NO_FEED = { success: false, message: 'Feed not available' } as const;

function byBand(summary: Summary): Record<'demand' | 'generation' | 'imported' | 'cost', ByBand> {
  const demand: Record<string, number> = {};
  const generation: Record<string, number> = {};
  const imported: Record<string, number> = {};
  const cost: Record<string, number> = {};
  for (const [name, band] of [...Object.entries(summary.bands), ['total', total(summary)] as const]) {
    if (band === undefined) continue;
    demand[name] = round3(band.useWh / 1000);
    generation[name] = round3(band.hydroWh / 1000);
    imported[name] = round3((band.useWh - band.hydroWh) / 1000);
    cost[name] = round3(inPence(band.hydroCost + band.importCost) / 100);
  }
  return { demand, generation, imported, cost };
}

function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}

import type { DatedTariff } from '@hub/domain/tariff';
import { type CalendarDay, daysBetween, HALF_HOUR_S, type Instant } from '@hub/domain/time';
import type { DayOfUse } from './half-hour-cost';
import { settlementDay } from './settlement-day';
import { type DaySummary, summariseDay } from './summary';

/** Half-hours of one household, or of the whole club, from `start`; watt-hours, NaN where not known. */
export interface UseSeries {
  readonly start: Instant;
  readonly useWh: Float64Array;
  readonly hydroWh: Float64Array;
  /** 1 where use or share is an estimate, or a sum with one in it. */
  readonly estimated: Uint8Array;
}

/** One summary a day from `first` to `last`; days before the first tariff are left out. */
export function summariesOf(
  series: UseSeries,
  tariffs: readonly DatedTariff[],
  days: { readonly first: CalendarDay; readonly last: CalendarDay },
  zone: string,
): DaySummary[] {
  const summaries: DaySummary[] = [];
  for (const day of daysBetween(days.first, days.last)) {
    const settlement = settlementDay(tariffs, day, zone);
    if (settlement === undefined) continue;
    summaries.push(summariseDay(settlement, dayOf(series, settlement.start, settlement.bands.length)));
  }
  return summaries;
}

/** `count` half-hours from `start`; the day may lie partly outside the series. */
export function dayOf(series: UseSeries, start: Instant, count: number): DayOfUse {
  const from = (start - series.start) / HALF_HOUR_S;
  const cut = (wh: Float64Array) => Float64Array.from({ length: count }, (_, slot) => wh[from + slot] ?? NaN);
  return {
    useWh: cut(series.useWh),
    hydroWh: cut(series.hydroWh),
    estimated: Uint8Array.from({ length: count }, (_, slot) => series.estimated[from + slot] ?? 0),
  };
}

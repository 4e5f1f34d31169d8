import { type DaySummary, settlementDay, summariseDay } from '@hub/domain/community';
import type { DatedTariff } from '@hub/domain/tariff';
import { type CalendarDay, daysBetween, HALF_HOUR_S, type Instant } from '@hub/domain/time';

/** Half-hours of one household, or of the whole club, from `start`; watt-hours, NaN where not known. */
export interface UseSeries {
  readonly start: Instant;
  readonly useWh: Float64Array;
  readonly hydroWh: Float64Array;
  /** Readings without estimates; the same as `useWh` where nothing is estimated. */
  readonly readWh: Float64Array;
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
    const from = (settlement.start - series.start) / HALF_HOUR_S;
    const cut = (wh: Float64Array) => window(wh, from, settlement.bands.length);
    summaries.push(
      summariseDay(settlement, { useWh: cut(series.useWh), hydroWh: cut(series.hydroWh), readWh: cut(series.readWh) }),
    );
  }
  return summaries;
}

/** A window that may lie partly outside the series. */
function window(wh: Float64Array, from: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, slot) => wh[from + slot] ?? NaN);
}

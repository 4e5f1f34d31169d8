import { computed, type Signal } from '@angular/core';
import { ClubLive, SeriesList, SeriesValues, SummaryList } from '@hub/contracts';
import { remote, type Remote } from '@hub/data-access';
import { daySpan } from '../report/half-hours';
import { monthSpan } from '../report/periods';

const REFRESH_MS = 15 * 60_000;
const LIVE_REFRESH_MS = 60_000;

/** The club's reports. Call where one may inject. `month`: the month shown, undefined for the newest. */
export interface CommunityData {
  readonly live: Remote<ClubLive>;
  readonly days: Remote<SummaryList>;
  readonly months: Remote<SummaryList>;
  /** kWh generated on the newest settled day and in the month shown; undefined while not known. */
  readonly dayGenerationKWh: Signal<number | undefined>;
  readonly monthGenerationKWh: Signal<number | undefined>;
}

export function communityData(month: Signal<string | undefined>): CommunityData {
  const days = remote(() => 'club/daily', SummaryList, REFRESH_MS);
  const series = remote(() => 'series', SeriesList, REFRESH_MS);
  const generation = (span: () => { readonly startS: number; readonly endS: number } | undefined) => {
    const values = remote(
      () => {
        const id = series.value()?.series.find(({ kind }) => kind === 'generation')?.id;
        const wanted = span();
        if (id === undefined || wanted === undefined) return undefined;
        return `series/${id}/values?start=${wanted.startS}&end=${wanted.endS}`;
      },
      SeriesValues,
      REFRESH_MS,
    );
    return computed(() => sumOf(values.value()));
  };
  return {
    live: remote(() => 'club/live', ClubLive, LIVE_REFRESH_MS),
    days,
    months: remote(() => 'club/monthly', SummaryList, REFRESH_MS),
    dayGenerationKWh: generation(() => {
      const day = days.value()?.summaries.at(-1)?.period;
      return day === undefined ? undefined : daySpan(day);
    }),
    monthGenerationKWh: generation(() => {
      const shown = month();
      if (shown === undefined) return undefined;
      const { first, last } = monthSpan(shown);
      return { startS: daySpan(first).startS, endS: daySpan(last).endS };
    }),
  };
}

/** Sum of what is known; undefined where nothing is. */
export function sumOf(values: SeriesValues | undefined): number | undefined {
  const known = values?.points.flatMap(([, kWh]) => (kWh === null ? [] : [kWh]));
  return known === undefined || known.length === 0 ? undefined : known.reduce((sum, kWh) => sum + kWh, 0);
}

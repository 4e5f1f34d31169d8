import { computed, type Signal } from '@angular/core';
import { ClubForecast, type SeriesKind, SeriesList, SeriesValues, SummaryList } from '@hub/contracts';
import { remote, type Remote } from '@hub/data-access';
import { type CalendarDay } from '@hub/domain/time';
import { type BandClock, bandClock } from '../report/band-clock';
import { daySpan, type HalfHours } from '../report/half-hours';
import { monthSpan } from '../report/periods';

/** Settled readings come once a day. */
const REFRESH_MS = 15 * 60_000;

/** The household's reports. Call where one may inject. `day`: the day shown, undefined for the newest. */
export interface HouseholdData {
  readonly latest: Remote<SummaryList>;
  readonly months: Remote<SummaryList>;
  /** Days of the month of `day`. */
  readonly days: Remote<SummaryList>;
  readonly halfHours: Signal<HalfHours>;
  readonly clock: Signal<BandClock>;
}

export function householdData(day: Signal<CalendarDay | undefined>, halfHoursWanted: Signal<boolean>): HouseholdData {
  const series = remote(() => (halfHoursWanted() ? 'series' : undefined), SeriesList, REFRESH_MS);
  const forecast = remote(() => (halfHoursWanted() ? 'club/forecast' : undefined), ClubForecast, REFRESH_MS);
  const valuesOf = (kind: SeriesKind): Remote<SeriesValues> =>
    remote(
      () => {
        const id = series.value()?.series.find((one) => one.kind === kind)?.id;
        const shown = day();
        if (id === undefined || shown === undefined || !halfHoursWanted()) return undefined;
        const { startS, endS } = daySpan(shown);
        return `series/${id}/values?start=${startS}&end=${endS}`;
      },
      SeriesValues,
      REFRESH_MS,
    );
  const [estimated, use, hydro] = [valuesOf('estimated'), valuesOf('use'), valuesOf('hydro')];
  return {
    latest: remote(() => 'household/daily', SummaryList, REFRESH_MS),
    months: remote(() => 'household/monthly', SummaryList, REFRESH_MS),
    days: remote(
      () => {
        const shown = day();
        if (shown === undefined) return undefined;
        const { first, last } = monthSpan(shown.slice(0, 7));
        return `household/daily?from=${first}&to=${last}`;
      },
      SummaryList,
      REFRESH_MS,
    ),
    halfHours: computed(() => ({ estimated: estimated.value(), use: use.value(), hydro: hydro.value() })),
    clock: computed(() => bandClock(forecast.value())),
  };
}

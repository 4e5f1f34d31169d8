import { type Signal } from '@angular/core';
import { DayView, SummaryList } from '@hub/contracts';
import { remote, type Remote } from '@hub/data-access';
import { type CalendarDay } from '@hub/domain/time';
import { monthSpan } from '../report/periods';

/** Settled readings come once a day. */
const REFRESH_MS = 15 * 60_000;

/** The household's reports. Call where one may inject. `day`: the day shown, undefined for the newest. */
export interface HouseholdData {
  readonly latest: Remote<SummaryList>;
  readonly months: Remote<SummaryList>;
  /** Days of the month of `day`. */
  readonly days: Remote<SummaryList>;
  /** `day` by half-hours, with what each cost. */
  readonly halfHours: Remote<DayView>;
}

export function householdData(day: Signal<CalendarDay | undefined>, halfHoursWanted: Signal<boolean>): HouseholdData {
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
    halfHours: remote(
      () => {
        const shown = day();
        return shown !== undefined && halfHoursWanted() ? `household/daily/${shown}` : undefined;
      },
      DayView,
      REFRESH_MS,
    ),
  };
}

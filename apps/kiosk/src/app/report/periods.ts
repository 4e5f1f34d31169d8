import { type SummaryView } from '@hub/contracts';
import { type CalendarDay, daysBetween, halfHoursOfDay, shiftDay } from '@hub/domain/time';
import { HOUSE_ZONE } from '@hub/ui';
import { dayText, monthText, shortMonthText } from '@hub/ui/format';
import { type Stack, type StackPart } from '@hub/ui/stack-chart';
import { type Unit } from './half-hours';

/** First and last day of a month, `YYYY-MM`. */
export function monthSpan(month: string): { readonly first: CalendarDay; readonly last: CalendarDay } {
  const first = `${month}-01`;
  return { first, last: shiftDay(`${shiftDay(first, 31).slice(0, 7)}-01`, -1) };
}

/** The month `count` months later. */
export function shiftMonth(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** What a day or month was made of: hydro below, then what was bought in each band. */
export function partsOf(summary: SummaryView, unit: Unit): readonly StackPart[] {
  const bands = Object.entries(summary.bands);
  if (unit === 'energy') {
    return [
      { name: 'hydro', value: summary.hydroKWh },
      ...bands.map(([name, band]) => ({ name, value: band.useKWh - band.hydroKWh })),
    ];
  }
  return [
    { name: 'hydro', value: bands.reduce((sum, [, band]) => sum + (band.hydroPence ?? 0), 0) },
    ...bands.map(([name, band]) => ({ name, value: band.costPence - (band.hydroPence ?? 0) })),
  ];
}

/** How far a summary of `halfHours` can be trusted. */
function stateOf(summary: SummaryView, halfHours: number): Stack['state'] {
  if (summary.missing >= halfHours) return 'missing';
  if (summary.missing > 0) return 'partial';
  return summary.estimated > 0 ? 'estimated' : 'known';
}

/** The columns of a month, one a day. Days after `newest` are ahead; others without a summary are gaps. */
export function dayStacks(
  month: string,
  summaries: readonly SummaryView[],
  newest: CalendarDay,
  unit: Unit,
): readonly Stack[] {
  const byDay = new Map(summaries.map((summary) => [summary.period, summary]));
  const { first, last } = monthSpan(month);
  return Array.from(daysBetween(first, last), (day) => {
    const summary = byDay.get(day);
    const state = summary ? stateOf(summary, halfHoursOfDay(day, HOUSE_ZONE)) : day > newest ? 'ahead' : 'missing';
    return {
      label: String(Number(day.slice(8))),
      name: dayText(day),
      state,
      parts: summary && state !== 'missing' ? partsOf(summary, unit) : [],
    };
  });
}

/** The columns of the months given, oldest first. */
export function monthStacks(summaries: readonly SummaryView[], unit: Unit): readonly Stack[] {
  return summaries.map((summary) => ({
    label: shortMonthText(summary.period),
    name: monthText(summary.period),
    state: stateOf(summary, summary.days * 48),
    parts: partsOf(summary, unit),
  }));
}

import { weekdayOf } from '@hub/domain/time';

const MONTHS: readonly string[] = [
  $localize`:@@month.1:January`,
  $localize`:@@month.2:February`,
  $localize`:@@month.3:March`,
  $localize`:@@month.4:April`,
  $localize`:@@month.5:May`,
  $localize`:@@month.6:June`,
  $localize`:@@month.7:July`,
  $localize`:@@month.8:August`,
  $localize`:@@month.9:September`,
  $localize`:@@month.10:October`,
  $localize`:@@month.11:November`,
  $localize`:@@month.12:December`,
];
const SHORT_MONTHS: readonly string[] = [
  $localize`:@@month.short.1:Jan`,
  $localize`:@@month.short.2:Feb`,
  $localize`:@@month.short.3:Mar`,
  $localize`:@@month.short.4:Apr`,
  $localize`:@@month.short.5:May`,
  $localize`:@@month.short.6:Jun`,
  $localize`:@@month.short.7:Jul`,
  $localize`:@@month.short.8:Aug`,
  $localize`:@@month.short.9:Sep`,
  $localize`:@@month.short.10:Oct`,
  $localize`:@@month.short.11:Nov`,
  $localize`:@@month.short.12:Dec`,
];
const WEEKDAYS: readonly string[] = [
  $localize`:@@weekday.0:Sunday`,
  $localize`:@@weekday.1:Monday`,
  $localize`:@@weekday.2:Tuesday`,
  $localize`:@@weekday.3:Wednesday`,
  $localize`:@@weekday.4:Thursday`,
  $localize`:@@weekday.5:Friday`,
  $localize`:@@weekday.6:Saturday`,
];

const SHORT_WEEKDAYS: readonly string[] = [
  $localize`:@@weekday.short.0:Sun`,
  $localize`:@@weekday.short.1:Mon`,
  $localize`:@@weekday.short.2:Tue`,
  $localize`:@@weekday.short.3:Wed`,
  $localize`:@@weekday.short.4:Thu`,
  $localize`:@@weekday.short.5:Fri`,
  $localize`:@@weekday.short.6:Sat`,
];
/** Days in words need no locale data: browsers do not all bring the Welsh ones. `day` is `YYYY-MM-DD`. */
function partsOf(day: string): { readonly year: number; readonly month: number; readonly date: number } {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number);
  return { year, month, date };
}

/** "Friday 20 November 2026". */
export function dayText(day: string): string {
  const { year, month, date } = partsOf(day);
  return `${WEEKDAYS[weekdayOf(day)] ?? ''} ${date} ${MONTHS[month - 1] ?? ''} ${year}`;
}

/** "20 November". */
export function shortDayText(day: string): string {
  const { month, date } = partsOf(day);
  return `${date} ${MONTHS[month - 1] ?? ''}`;
}

/** "November 2026" of a `YYYY-MM`. */
export function monthText(month: string): string {
  const { year, month: number } = partsOf(`${month}-01`);
  return `${MONTHS[number - 1] ?? ''} ${year}`;
}

/** "Nov" of a `YYYY-MM`. */
export function shortMonthText(month: string): string {
  return SHORT_MONTHS[partsOf(`${month}-01`).month - 1] ?? '';
}

/** "Fri" of a `YYYY-MM-DD`. */
export function shortWeekdayText(day: string): string {
  return SHORT_WEEKDAYS[weekdayOf(day)] ?? '';
}

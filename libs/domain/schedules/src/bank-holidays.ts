import { type CalendarDay, shiftDay, weekdayOf } from '@hub/domain/time';

/** Days moved or added by proclamation; add what a year's proclamation changes. */
const PROCLAIMED: ReadonlyMap<number, readonly CalendarDay[]> = new Map();

/**
 * The bank holidays of a year in England and Wales, in order: by the rules of the Banking and Financial Dealings Act 1971 and the
 * customary substitute days. A person compares a new year with https://www.gov.uk/bank-holidays and adds what was proclaimed.
 */
export function bankHolidays(year: number): readonly CalendarDay[] {
  const easter = easterSunday(year);
  const day = (month: number, date: number): CalendarDay =>
    `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  const christmas = weekdayOf(day(12, 25));
  // Christmas Day on a weekend: its substitute follows Boxing Day's Monday.
  const christmasDays = { 0: [26, 27], 5: [25, 28], 6: [27, 28] }[christmas] ?? [25, 26];
  return [
    firstWorkday(day(1, 1)),
    shiftDay(easter, -2),
    shiftDay(easter, 1),
    mondayFrom(day(5, 1)),
    mondayFrom(day(5, 25)),
    mondayFrom(day(8, 25)),
    ...christmasDays.map((date) => day(12, date)),
    ...(PROCLAIMED.get(year) ?? []),
  ].sort();
}

/** The first Monday on or after a day. */
const mondayFrom = (day: CalendarDay): CalendarDay => shiftDay(day, (8 - weekdayOf(day)) % 7);

function firstWorkday(day: CalendarDay): CalendarDay {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6 ? mondayFrom(day) : day;
}

/** Gregorian Easter (Meeus, Jones and Butcher). */
function easterSunday(year: number): CalendarDay {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const days = h + l - 7 * m + 114;
  const month = String(Math.floor(days / 31)).padStart(2, '0');
  return `${year}-${month}-${String((days % 31) + 1).padStart(2, '0')}`;
}

import { calendarDay, type CalendarDay, shiftDay, weekdayOf } from '@hub/domain/time';
import { formatClock, HOUSE_ZONE } from './clock';

/** With the word that an appointment has: "on Wednesday". Welsh softens the day. */
const ON_WEEKDAYS: readonly string[] = [
  $localize`:@@weekday.on.0:on Sunday`,
  $localize`:@@weekday.on.1:on Monday`,
  $localize`:@@weekday.on.2:on Tuesday`,
  $localize`:@@weekday.on.3:on Wednesday`,
  $localize`:@@weekday.on.4:on Thursday`,
  $localize`:@@weekday.on.5:on Friday`,
  $localize`:@@weekday.on.6:on Saturday`,
];

/** The house's calendar day of a unix second, `YYYY-MM-DD`. */
export function dayOf(timeS: number): CalendarDay {
  return calendarDay(timeS, HOUSE_ZONE);
}

/** A time to come as people say it on `nowS`: "16:00", "06:00 tomorrow", "06:00 on Wednesday". Unix seconds. */
export function soonText(timeS: number, nowS: number): string {
  const clock = formatClock(timeS);
  const day = dayOf(timeS);
  if (day === dayOf(nowS)) return clock;
  if (day === shiftDay(dayOf(nowS), 1)) return $localize`:@@soon.tomorrow:${clock}:clock: tomorrow`;
  return `${clock} ${ON_WEEKDAYS[weekdayOf(day)] ?? ''}`;
}

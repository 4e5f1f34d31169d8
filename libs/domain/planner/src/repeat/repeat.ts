import { type CalendarDay, calendarDay, daysBetween, weekdayOf } from '@hub/domain/time';
import { readyAt } from './ready-at';
import type { ClockTime, Deadline, Repetition } from './week';

/**
 * The deadlines of a repetition in order of time. A time that the clock shows twice means the first; one that it jumps over means
 * the jump, so that a load is never ready later than asked. `skipNext` counts what the other exceptions leave.
 */
export function repeat(repetition: Repetition): { readonly deadlines: readonly Deadline[] } {
  const { tz, now, until, pauseUntil = '', skip = [], skipNext = 0 } = repetition;
  const skipped = new Set(skip);
  const left: Deadline[] = [];
  for (const [day, times] of daysAndTimes(repetition)) {
    if (day < pauseUntil) continue;
    for (const time of [...times].sort()) {
      const label = `${day}T${time}`;
      const instant = readyAt(day, time, tz);
      if (instant > now && !skipped.has(label) && left.at(-1)?.[0] !== instant) left.push([instant, label]);
    }
  }
  return { deadlines: left.slice(skipNext).filter(([instant]) => instant <= until) };
}

function* daysAndTimes(repetition: Repetition): Generator<readonly [CalendarDay, readonly ClockTime[]]> {
  const { tz, now, until, once, week = [], holidays = [], holidayAs } = repetition;
  if (once !== undefined) {
    yield [once.date, [once.time]];
    return;
  }
  const days = new Set(holidays);
  for (const day of daysBetween(calendarDay(now, tz), calendarDay(Math.max(now, until), tz))) {
    const counted = holidayAs !== undefined && days.has(day) ? holidayAs : mondayFirst(day);
    yield [day, counted === 0 ? [] : (week[counted - 1] ?? [])];
  }
}

/** 1 = Monday … 7 = Sunday. */
const mondayFirst = (day: CalendarDay): number => weekdayOf(day) || 7;

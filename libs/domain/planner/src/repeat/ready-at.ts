import { type CalendarDay, dayStart, type Instant, offsetS } from '@hub/domain/time';
import type { ClockTime } from './week';

/** The first instant of `day` at which the clock of `tz` shows `time` or later. */
export function readyAt(day: CalendarDay, time: ClockTime, tz: string): Instant {
  const start = dayStart(day, tz);
  const offset = offsetS(start, tz);
  const wall = Date.parse(day) / 1000 + secondsOf(time);
  const early = wall - offset;
  const changed = offsetS(early, tz);
  return changed === offset ? early : Math.max(changeBetween(start, early, tz), wall - changed);
}

function secondsOf(time: ClockTime): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * 60;
}

/** The first instant of the offset that holds at `end`. */
function changeBetween(start: Instant, end: Instant, tz: string): Instant {
  const before = offsetS(start, tz);
  let [old, changed] = [start, end];
  while (changed - old > 1) {
    const middle = Math.floor((old + changed) / 2);
    if (offsetS(middle, tz) === before) old = middle;
    else changed = middle;
  }
  return changed;
}

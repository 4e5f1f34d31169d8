import { type CalendarDay, type Instant, offsetS } from '@hub/domain/time';
import type { ClockTime } from './week';

const DAY_S = 86_400;
const WEEK_S = 7 * DAY_S;
const MINUTE_S = 60;

/** A stretch of time in which the clock keeps one offset. */
interface Span {
  readonly start: Instant;
  readonly offset: number;
}

/** The first instant of a day at which the clock shows a time or a later one. */
export type ZoneClock = (day: CalendarDay, time: ClockTime) => Instant;

/**
 * The clock of `tz` between two instants. Asking the zone's rules is slow, so they are asked once a week and where a week changes the
 * offset; no zone changes it and changes it back within a week.
 */
export function zoneClock(tz: string, from: Instant, to: Instant): ZoneClock {
  const spans = spansOf(tz, from - 2 * DAY_S, to + 2 * DAY_S);
  return (day, time) => {
    const midnight = Date.parse(day) / 1000;
    const wall = midnight + secondsOf(time);
    for (const [index, { start, offset }] of spans.entries()) {
      const instant = Math.max(start, wall - offset);
      const shown = instant + offset;
      const end = spans[index + 1]?.start ?? Infinity;
      if (instant < end && shown >= midnight && shown < midnight + DAY_S) return instant;
    }
    throw new RangeError(`${tz} has no ${time} on ${day}`);
  };
}

function spansOf(tz: string, from: Instant, to: Instant): readonly Span[] {
  const spans: Span[] = [{ start: -Infinity, offset: offsetS(from, tz) }];
  for (let time = from; time < to; time += WEEK_S) {
    const offset = offsetS(time + WEEK_S, tz);
    if (offset !== spans.at(-1)?.offset) spans.push({ start: changeBetween(time, time + WEEK_S, tz), offset });
  }
  return spans;
}

/** The first instant of the offset that holds at `end`. */
function changeBetween(start: Instant, end: Instant, tz: string): Instant {
  const wanted = offsetS(end, tz);
  let old = Math.floor(start / MINUTE_S) * MINUTE_S;
  let changed = Math.ceil(end / MINUTE_S) * MINUTE_S;
  while (changed - old > MINUTE_S) {
    const middle = old + Math.floor((changed - old) / 2 / MINUTE_S) * MINUTE_S;
    if (offsetS(middle, tz) === wanted) changed = middle;
    else old = middle;
  }
  return changed;
}

function secondsOf(time: ClockTime): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * MINUTE_S;
}

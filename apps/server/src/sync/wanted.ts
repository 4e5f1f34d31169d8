import { type CalendarDay, shiftDay } from '@hub/domain/time';

export interface DayRange {
  readonly from: CalendarDay;
  /** Included. */
  readonly to: CalendarDay;
}

/** What is known of a series before it is asked for. */
export interface Held {
  /** First day that the series should have. */
  readonly firstDay: CalendarDay;
  /** Newest day that can be settled: yesterday. */
  readonly newestDay: CalendarDay;
  /** First day after the last reading. */
  readonly nextDay: CalendarDay;
  /** First day with a gap since `gapsSince(newestDay)`; undefined where there is none. */
  readonly firstGap: CalendarDay | undefined;
}

/** Readings come late by days, not by months: gaps older than this stay gaps. */
const LATE_DAYS = 30;
/** Days in one request: about a quarter of a megabyte for a club of a hundred when all ask at once. */
const CHUNK_DAYS = 92;

/** From which day on a gap may still be filled. */
export function gapsSince(newestDay: CalendarDay): CalendarDay {
  return shiftDay(newestDay, -LATE_DAYS);
}

/** What to ask for: all that is new, and again what came with gaps lately; oldest first, in requests of a bounded size. */
export function wantedRanges({ firstDay, newestDay, nextDay, firstGap }: Held): DayRange[] {
  const start = [nextDay, firstGap ?? nextDay].reduce((a, b) => (a < b ? a : b));
  const ranges: DayRange[] = [];
  for (let from = start < firstDay ? firstDay : start; from <= newestDay;) {
    const last = shiftDay(from, CHUNK_DAYS - 1);
    const to = last < newestDay ? last : newestDay;
    ranges.push({ from, to });
    from = shiftDay(to, 1);
  }
  return ranges;
}

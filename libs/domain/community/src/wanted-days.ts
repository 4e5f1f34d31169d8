import { type CalendarDay, shiftDay } from '@hub/domain/time';

export interface DayRange {
  readonly from: CalendarDay;
  /** Included. */
  readonly to: CalendarDay;
}

/** Settled days that are asked for again, because they are revised: how many, back from the newest, and every how many days. */
export const REVISIONS = [
  { days: 7, everyDays: 1 },
  { days: 60, everyDays: 7 },
  { days: 426, everyDays: 30 },
] as const;
export type RevisionDays = (typeof REVISIONS)[number]['days'];

/** When each window of {@link REVISIONS} was asked for last: the newest day of that time. */
export type Revised = ReadonlyMap<RevisionDays, CalendarDay>;

/** What is known of a series before it is asked for. */
export interface Held {
  /** First day that the series should have. */
  readonly firstDay: CalendarDay;
  /** Newest day that can be settled: yesterday, or the last day of a membership. */
  readonly newestDay: CalendarDay;
  /** First day after the last reading. */
  readonly nextDay: CalendarDay;
  /** First day with a gap since `gapsSince(newestDay)`; undefined where there is none. */
  readonly firstGap: CalendarDay | undefined;
  readonly revised: Revised;
  /** Spans that the team wants again. */
  readonly again: readonly DayRange[];
}

/** Readings come late by days: a gap of this age is asked for in each round, an older one with the revisions. */
const LATE_DAYS = 30;
/** Days in one request: about a quarter of a megabyte for a club of a hundred when all ask at once. */
const CHUNK_DAYS = 92;

/** From which day on a gap is asked for in each round. */
export const gapsSince = (newestDay: CalendarDay): CalendarDay => shiftDay(newestDay, -LATE_DAYS);

/** Windows of revision that are due on `newestDay`. One that was never asked for is due. */
export const dueRevisions = (revised: Revised, newestDay: CalendarDay): readonly RevisionDays[] =>
  REVISIONS.filter(({ days, everyDays }) => {
    const last = revised.get(days);
    return last === undefined || shiftDay(last, everyDays) <= newestDay;
  }).map(({ days }) => days);

/**
 * What to ask for: all that is new, what came with gaps lately, what may have been revised, and what the team wants again; oldest first,
 * without overlaps, in requests of a bounded size.
 */
export function wantedRanges({ firstDay, newestDay, nextDay, firstGap, revised, again }: Held): DayRange[] {
  const starts = dueRevisions(revised, newestDay).map((days) => shiftDay(newestDay, 1 - days));
  const start = [nextDay, firstGap ?? nextDay, ...starts].reduce((a, b) => (a < b ? a : b));
  const spans = [{ from: start, to: newestDay }, ...again].map(({ from, to }) => ({
    from: from < firstDay ? firstDay : from,
    to: to < newestDay ? to : newestDay,
  }));
  return joined(spans.filter(({ from, to }) => from <= to)).flatMap(chunks);
}

function joined(spans: readonly DayRange[]): DayRange[] {
  const sorted = [...spans].sort((a, b) => (a.from < b.from ? -1 : 1));
  const result: DayRange[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    if (last && span.from <= shiftDay(last.to, 1)) {
      result[result.length - 1] = { from: last.from, to: span.to > last.to ? span.to : last.to };
    } else result.push(span);
  }
  return result;
}

function chunks({ from, to }: DayRange): DayRange[] {
  const ranges: DayRange[] = [];
  for (let first = from; first <= to; first = shiftDay(first, CHUNK_DAYS)) {
    const last = shiftDay(first, CHUNK_DAYS - 1);
    ranges.push({ from: first, to: last < to ? last : to });
  }
  return ranges;
}

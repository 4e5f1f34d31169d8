import type { CalendarDay, Instant } from '@hub/domain/time';

/** A local ready-by time, `HH:MM`. */
export type ClockTime = string;

/** `YYYY-MM-DDTHH:MM` in local time: the name of one repetition. */
export type Label = string;

/** A weekly rule or a single day, with its exceptions. Absent fields except nothing. */
export interface Repetition {
  /** IANA name, e.g. Europe/London. */
  readonly tz: string;
  readonly now: Instant;
  /** Answers are later than `now` and at most this. */
  readonly until: Instant;
  /** Seven lists, Monday first: ready-by times of that day. */
  readonly week?: readonly (readonly ClockTime[])[];
  /** A single ready-by instead of `week`. */
  readonly once?: { readonly date: CalendarDay; readonly time: ClockTime };
  readonly holidays?: readonly CalendarDay[];
  /** What a holiday counts as: 1 = Monday … 7 = Sunday, 0 = no run. Absent: holidays mean nothing. */
  readonly holidayAs?: number;
  /** Repetitions on earlier local days are dropped. */
  readonly pauseUntil?: CalendarDay;
  readonly skip?: readonly Label[];
  /** Drop the first so many that are left. */
  readonly skipNext?: number;
}

export type Deadline = readonly [instant: Instant, label: Label];

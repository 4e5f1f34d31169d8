import type { LedgerEntry } from '@hub/domain/schedules';
import type { Instant } from '@hub/domain/time';

/** A run that is on. */
export interface OpenRun {
  readonly scheduleId: number;
  readonly label: string;
  readonly start: Instant;
  /** The device's total register at the start, where it has one. */
  readonly registerKWh?: number | undefined;
}

export const keyOf = ({ scheduleId, label, start }: OpenRun): string => `${scheduleId} ${label} ${start}`;

/** The newest line of each run, in the order of their beginnings. */
export const lastOfEach = (entries: readonly LedgerEntry[]): readonly LedgerEntry[] => [
  ...new Map(entries.map((entry) => [keyOf(entry), entry])).values(),
];

/** Runs without an end. */
export const openRuns = (entries: readonly LedgerEntry[]): readonly OpenRun[] =>
  lastOfEach(entries).flatMap(({ end, scheduleId, label, start, registerKWh }) =>
    end === null ? [{ scheduleId, label, start, registerKWh }] : [],
  );

/** Runs that have an end and no energy: a power cut ended them, and the next came before it was counted. By readings of power alone. */
export const uncountedRuns = (entries: readonly LedgerEntry[]): readonly OpenRun[] =>
  lastOfEach(entries).flatMap(({ end, scheduleId, label, start, wh }) =>
    end !== null && wh === 0 && end > start ? [{ scheduleId, label, start, registerKWh: NaN }] : [],
  );

import type { Instant } from '@hub/domain/time';
import type { Load } from '../cap/room';
import type { LedgerEntry } from './ledger';

/** The journal of the feeds may have lost the readings of so long. */
const LOST_S = 60;

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

/** When the power went during a run: it was there at `alive`, and the journal would know if it had been there long after. */
export function cutAt(start: Instant, alive: Instant): Instant {
  const [first, last] = [Math.max(start, alive), Math.max(start, alive + LOST_S)];
  return Math.round((first + last) / 2);
}

/** What ran since then, as loads on the house. */
export const pastLoads = (entries: readonly LedgerEntry[], since: Instant): readonly Load[] =>
  lastOfEach(entries).flatMap(({ start, end, wh }) =>
    end === null || end <= since || end <= start ? [] : [{ start, end, watts: (wh * 3_600) / (end - start) }],
  );

/** What `power-cuts check` found, which it prints as JSON for the booted tests. */
export interface CutFigures {
  /** Writes and flushes recorded; after each of them slots and boot state were looked at. */
  readonly steps: number;
  readonly writtenMb: number;
  readonly slotWrittenMb: number;
  /** Cuts whose data partition was repaired, checked and read as well. */
  readonly cuts: number;
  readonly startsOld: number;
  readonly startsNew: number;
  readonly phases: Readonly<Record<string, number>>;
  /** The last step before the hub first starts the new release: installed, switched, shut down. */
  readonly pendingAt: number;
  /** Steps worth starting a machine from: as many of each phase as there are to share. */
  readonly samples: readonly number[];
}

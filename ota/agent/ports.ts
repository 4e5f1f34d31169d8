import type {
  Boot,
  BundleSource,
  ControlledLoad,
  HealthBaseline,
  HubFacts,
  InstallFailure,
  Release,
  Slot,
  UpdateJournal,
} from '@hub/domain/update';
import type { ParsedTarget, UpdateStatus } from '@hub/contracts';

/** The hub the agent runs on. */
export interface Machine {
  boot(): Promise<Boot>;
  markBad(slot: Slot): Promise<void>;
  /** Resolves when the restart is under way. */
  reboot(): Promise<void>;
  controlledLoad(): Promise<ControlledLoad>;
  baseline(serverReachable: boolean): Promise<HealthBaseline>;
  publish(status: UpdateStatus): void;
}

/** The server, which may be anything between perfect and a captive portal. */
export interface Server {
  /** `undefined`: no answer that could be a target. */
  fetchTarget(): Promise<ParsedTarget | undefined>;
  /** Failing to report never stops an update. */
  report(status: UpdateStatus): Promise<void>;
}

export interface Progress {
  readonly doneBytes: number;
  readonly totalBytes: number;
}

export type DownloadResult = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Bundles on the card. */
export interface Downloads {
  /** Goes on where an earlier try ended. Ends early, with reason `aborted`, when `signal` says so. */
  fetch(release: Release, signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<DownloadResult>;
  path(release: Release): string;
  clear(): void;
}

export type InstallResult =
  { readonly ok: true } | { readonly ok: false; readonly failure: InstallFailure; readonly reason: string };

export interface Installer {
  /** `onPercent`: how much of it is done, 0 to 100. */
  install(
    release: Release,
    source: BundleSource,
    file: string,
    onPercent: (percent: number) => void,
  ): Promise<InstallResult>;
}

/** A bundle that someone brought, and what it says for the household. */
export interface OfflineRelease {
  readonly release: Release;
  readonly notes: { readonly en: string; readonly cy: string } | null;
}

/** Bundles from sticks and uploads. */
export interface Offline {
  /** The one that would be installed now. */
  offer(facts: HubFacts): OfflineRelease | undefined;
  /** Tells the page what lies there, judged by what the hub is now. */
  show(facts: HubFacts): void;
}

export interface JournalStore {
  load(): UpdateJournal;
  /** On the card when it returns. */
  save(journal: UpdateJournal): void;
}

/** Time as the agent needs it: unix seconds, a clock that is never set, and waiting. */
export interface Clock {
  now(): number;
  monotonicS(): number;
  /** Ends early when `signal` is aborted. */
  sleep(seconds: number, signal: AbortSignal): Promise<void>;
}

import type { HealthBaseline } from './health';
import type { Refusal, Release } from './release';
import type { Slot } from './slot';

/** The system an update started from. */
export interface Origin {
  readonly version: string;
  readonly slot: Slot;
  /** The kernel's boot id: tells a restart of the agent from a restart of the hub. */
  readonly bootId: string;
}

/** Where the bundle is read from: straight from the server, or from the card after a resumable download. */
export type BundleSource = 'stream' | 'file';

interface Working {
  readonly release: Release;
  readonly origin: Origin;
  readonly urgent: boolean;
}

/** Why a version is not (or no longer) running. */
export type RollbackReason =
  /** The new slot used up its attempts without this agent ever running in it. */
  | 'did-not-start'
  /** It ran, but ended before it had proved itself. */
  | 'did-not-stay-up'
  /** It had proved itself, and later did not start any more. */
  | 'stopped-starting'
  /** The boot state was lost before the new slot was tried; nothing is known against the version. */
  | 'switch-lost'
  /** It started, and says that it is another version than the one that was promised. */
  | 'other-version'
  /** The team took the target back before the restart. */
  | 'withdrawn'
  /** A newer release wrote it, and this one has no word for it. */
  | 'unknown'
  /** The health gate's fault (see `HealthFault`), or `no-verdict`. */
  | `health:${string}`;

export type UpdateState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'checking' }
  | ({ readonly phase: 'downloading' } & Working)
  | ({ readonly phase: 'installing'; readonly source: BundleSource } & Working)
  | ({ readonly phase: 'pending-reboot'; readonly readyAt: number; readonly before: HealthBaseline } & Working)
  | ({ readonly phase: 'verifying'; readonly before: HealthBaseline } & Working)
  | ({ readonly phase: 'rolling-back'; readonly reason: RollbackReason; readonly bootId: string } & Working)
  | { readonly phase: 'good'; readonly version: string }
  | { readonly phase: 'rolled-back'; readonly version: string; readonly reason: RollbackReason };

export type Phase = UpdateState['phase'];

/** How the last update ended; kept while idle, for the household's settings page and the team. */
export type Outcome =
  | { readonly kind: 'good'; readonly version: string; readonly slot: Slot; readonly at: number }
  | { readonly kind: 'rolled-back'; readonly version: string; readonly reason: RollbackReason; readonly at: number }
  /** Rolling back was wanted, but the other slot does not start either: the hub stays on what runs. */
  | {
      readonly kind: 'kept-for-want-of-another';
      readonly version: string;
      readonly reason: RollbackReason;
      readonly at: number;
    }
  | { readonly kind: 'failed'; readonly version: string; readonly reason: string; readonly at: number };

export interface Failures {
  readonly version: string;
  readonly count: number;
  /** Unix seconds; not tried again before. */
  readonly notBefore: number;
}

/** Everything the agent must not forget: one small file, written before each act. */
export interface UpdateJournal {
  readonly state: UpdateState;
  readonly outcome: Outcome | undefined;
  readonly refused: readonly Refusal[];
  readonly failures: Failures | undefined;
}

export const blankJournal: UpdateJournal = {
  state: { phase: 'idle' },
  outcome: undefined,
  refused: [],
  failures: undefined,
};

/** A check reads and changes nothing: writing it down each ten minutes would only wear the card. */
const durableForm = (journal: UpdateJournal): UpdateJournal =>
  journal.state.phase === 'checking' ? { ...journal, state: { phase: 'idle' } } : journal;

/** Whether the step from one journal to the next has to be on the card before anything is done about it. */
export const mustPersist = (before: UpdateJournal, after: UpdateJournal): boolean =>
  JSON.stringify(durableForm(before)) !== JSON.stringify(durableForm(after));

import type { HealthBaseline } from './health';
import type { Offer } from './offer';
import type { Slot } from './slot';
import type { UpdateState } from './update-state';

/** What the agent can see of the machine when it starts. */
export interface Boot {
  /** The version that actually runs: from the system itself, never from what was asked for. */
  readonly version: string;
  readonly slot: Slot;
  readonly bootId: string;
  /** The slot the boot state names first, and whether each slot may still be tried. */
  readonly preferred: Slot;
  readonly bootable: Readonly<Record<Slot, boolean>>;
  /** The last verdict the health gate wrote down, of whatever version. */
  readonly verdict: { readonly version: string; readonly fault: string | undefined } | undefined;
}

/** Why an installation ended: what the network did, what RAUC thinks of the bundle, or what this hub could not do. */
export type InstallFailure = 'network' | 'bundle' | 'device';

/** `at` is in unix seconds throughout. */
export type UpdateEvent =
  | { readonly type: 'started'; readonly boot: Boot; readonly at: number }
  | { readonly type: 'check-due' }
  | { readonly type: 'check-failed' }
  | { readonly type: 'offered'; readonly offer: Offer; readonly boot: Boot }
  | { readonly type: 'downloaded' }
  | { readonly type: 'download-failed'; readonly reason: string; readonly at: number }
  | { readonly type: 'installed'; readonly before: HealthBaseline; readonly at: number }
  | { readonly type: 'install-failed'; readonly failure: InstallFailure; readonly reason: string; readonly at: number }
  /** The health gate's; the agent itself says `no-verdict` when none comes in time. */
  | { readonly type: 'verdict'; readonly fault: string | undefined; readonly boot: Boot }
  | { readonly type: 'settled'; readonly boot: Boot; readonly at: number }
  | { readonly type: 'retry-allowed'; readonly version: string };

/**
 * The one act a state asks for. Every act may be repeated: after a crash the agent reads its journal and does what the
 * state it finds there asks for, whether or not that was begun before.
 */
export type Act =
  | { readonly type: 'nothing' }
  | { readonly type: 'fetch-target' }
  | { readonly type: 'download' }
  | { readonly type: 'install' }
  | { readonly type: 'reboot-at-a-good-moment' }
  | { readonly type: 'await-verdict' }
  | { readonly type: 'leave-this-slot' }
  | { readonly type: 'settle-good' }
  | { readonly type: 'settle-rolled-back' };

const acts: Readonly<Record<UpdateState['phase'], Act['type']>> = {
  idle: 'nothing',
  checking: 'fetch-target',
  downloading: 'download',
  installing: 'install',
  'pending-reboot': 'reboot-at-a-good-moment',
  verifying: 'await-verdict',
  'rolling-back': 'leave-this-slot',
  good: 'settle-good',
  'rolled-back': 'settle-rolled-back',
};

export const actOf = (state: UpdateState): Act => ({ type: acts[state.phase] });

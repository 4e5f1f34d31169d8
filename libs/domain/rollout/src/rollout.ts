/** Who is added by a wave: so many hubs, hubs up to that share of the fleet (the waves before it included), or a group. */
export type Wave = { readonly hubs: number } | { readonly percent: number } | { readonly group: string };

/** What the team asked for when it made the rollout; never changed afterwards. */
export interface RolloutPlan {
  readonly version: string;
  readonly waves: readonly Wave[];
  /** The next wave opens when this share of a wave is `done`. */
  readonly successPercent: number;
  /** More than this share of a wave `failed` or `lost` pauses the rollout. */
  readonly errorPercent: number;
  /** A wave stays open at least this long before the next. */
  readonly soakS: number;
  /** The hubs of a wave begin spread over this time. */
  readonly spreadS: number;
  readonly urgent: boolean;
}

/** `aborted` and `finished` are ends. */
export type RolloutState = 'running' | 'paused' | 'aborted' | 'finished';

/** A rollout as it is remembered. Times are unix seconds. */
export interface Rollout {
  readonly id: number;
  readonly plan: RolloutPlan;
  readonly state: RolloutState;
  /** Why it is paused or aborted. */
  readonly reason: string | null;
  readonly createdAt: number;
  /** When each wave was opened, in order; the waves after these are closed. */
  readonly openedAt: readonly number[];
  /** Failures up to here were seen by a person who went on: they count no more. */
  readonly resumedAt: number;
}

/**
 * How a hub stands in a rollout. `absent`: not heard of for a day, so it is not waited for; `lost`: fell silent in the middle of the
 * update; `left-out`: held, pinned to another version, or gone. The last two of these three are no longer expected to answer.
 */
export type HubProgress = 'waiting' | 'offered' | 'working' | 'done' | 'failed' | 'lost' | 'absent' | 'left-out';
export const HUB_PROGRESS: readonly HubProgress[] = [
  'waiting',
  'offered',
  'working',
  'done',
  'failed',
  'lost',
  'absent',
  'left-out',
];

/** A hub's place in a rollout. */
export interface RolloutMember {
  readonly hubId: string;
  /** Index into the plan's waves. */
  readonly wave: number;
  readonly progress: HubProgress;
  /** When the server saw it become so, by the server's clock: a hub's own may be wrong. */
  readonly since: number;
  /** What the hub said, for `failed` and `lost`. */
  readonly reason: string | null;
}

/** Something that happened to a rollout, for its log. */
export interface RolloutEvent {
  readonly at: number;
  readonly event:
    'created' | 'wave-opened' | 'wave-passed' | 'paused' | 'resumed' | 'aborted' | 'finished' | HubProgress;
  readonly hubId: string | null;
  readonly detail: string;
}

/** A rollout after something happened to it, and what that was. */
export interface Advanced {
  readonly rollout: Rollout;
  readonly events: readonly RolloutEvent[];
}

export const isActive = ({ state }: Rollout): boolean => state === 'running' || state === 'paused';

import type { Instant } from '@hub/domain/time';

/** Failed tries of a password or code from one place, or at one account. */
export interface Tries {
  readonly count: number;
  readonly last: Instant;
}

export interface TryPolicy {
  /** Tries without a wait: enough for a person who forgot, nothing for a program that guesses. */
  readonly free: number;
  /** The first wait; each further failure doubles it. */
  readonly firstWaitS: number;
  readonly longestWaitS: number;
}

export const NO_TRIES: Tries = { count: 0, last: -Infinity };

/** Seconds until the next try; 0: now. */
export function waitS({ count, last }: Tries, now: Instant, policy: TryPolicy): number {
  if (count < policy.free) return 0;
  const pause = Math.min(policy.firstWaitS * 2 ** (count - policy.free), policy.longestWaitS);
  return Math.max(0, last + pause - now);
}

/** With one more. A clock that was set back does not lengthen a wait. */
export const withTry = ({ count }: Tries, now: Instant): Tries => ({ count: count + 1, last: now });

/** Whether they are so long ago that they no longer count. */
export const isForgotten = ({ last }: Tries, now: Instant, { longestWaitS }: TryPolicy): boolean =>
  now - last > longestWaitS || now < last;

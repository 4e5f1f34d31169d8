import type { Instant } from '@hub/domain/time';

/** From when to when a certificate is good. */
export interface Life {
  readonly from: Instant;
  readonly to: Instant;
}

/** A certificate is renewed once less than a third of its life is left: months of trying before it ends. */
export const isRenewalDue = ({ from, to }: Life, now: Instant): boolean => to - now < (to - from) / 3;

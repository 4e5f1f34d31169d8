import type { Block, Plan } from '@hub/domain/planner';

/** A published plan is replaced only for a gain of at least this share of its cost. */
export const LEAST_GAIN_PERMILLE = 30;

export interface Published {
  readonly blocks: readonly Block[];
  /** What the blocks that are left cost by the prices of now; undefined where they can no longer run as published. */
  readonly cost: number | undefined;
  readonly shortfall: number;
}

/**
 * Whether a new plan replaces the published one: when that no longer works, does less, or costs noticeably more. A forecast that
 * moves a little, or a restart, changes nothing.
 */
export function replaces(fresh: Plan, published: Published | undefined): boolean {
  if (published?.cost === undefined) return true;
  if (fresh.shortfall !== published.shortfall) return true;
  const gain = published.cost - fresh.cost;
  return gain > 0 && gain * 1000 >= Math.abs(published.cost) * LEAST_GAIN_PERMILLE;
}

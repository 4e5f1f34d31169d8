import type { Choice } from './device';

/** What a set of choices is judged by: least shortfall first, then least cost. */
export interface Worth {
  readonly short: number;
  readonly cost: number;
}

export const worthOf = (choices: readonly Choice[]): Worth => ({
  short: choices.reduce((sum, { short }) => sum + short, 0),
  cost: choices.reduce((sum, { cost }) => sum + cost, 0),
});

export const isBetter = (a: Worth, b: Worth): boolean => a.short < b.short || (a.short === b.short && a.cost < b.cost);

export const plus = (a: Worth, b: Worth): Worth => ({ short: a.short + b.short, cost: a.cost + b.cost });

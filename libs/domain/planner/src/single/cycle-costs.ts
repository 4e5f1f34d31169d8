import type { Grid } from '../grid/grid';

/** What a value of the dynamic program counts beside the cost. */
export interface Counted {
  /** Most starts of a plan; 0: starts are not counted. */
  readonly starts: number;
  /** Among equal plans the latest beginning. */
  readonly tie: boolean;
}

/**
 * One number orders plans of the same length: cost first, then starts, then the beginning. Prices are reduced to the least that
 * keeps their order of sums: the cheapest is 0, and the common divisor is taken out.
 */
export interface CycleCosts {
  readonly slots: Float64Array;
  readonly usable: Uint8Array;
  /** What one of the reduced price counts. */
  readonly unit: number;
  readonly start: number;
  /** Added when the first slot that is not frozen is this one. */
  readonly begin: (slot: number) => number;
}

export function cycleCosts(grid: Grid, usable: Uint8Array, { starts, tie }: Counted): CycleCosts {
  const { least, divisor } = scaleOf(grid, usable);
  const tieRange = tie ? grid.n + 1 : 1;
  const unit = (starts + 1) * tieRange;
  const slots = grid.prices.sum.map((price, slot) => (usable[slot] === 1 ? ((price - least) / divisor) * unit : 0));
  return {
    slots,
    usable,
    unit,
    start: starts > 0 ? tieRange : 0,
    begin: tie ? (slot) => grid.n - slot : () => 0,
  };
}

/** Every value stays an exact whole number. */
export function isExact(grid: Grid, usable: Uint8Array, { starts, tie }: Counted): boolean {
  const { least, most, divisor } = scaleOf(grid, usable);
  const longest = Math.max(1, grid.rest - grid.frozen);
  const tieRange = tie ? grid.n + 1 : 1;
  return (((most - least) / divisor) * longest + 1) * (starts + 1) * tieRange < Number.MAX_SAFE_INTEGER;
}

function scaleOf({ prices }: Grid, usable: Uint8Array): { least: number; most: number; divisor: number } {
  let [least, most] = [Infinity, -Infinity];
  for (let slot = 0; slot < usable.length; slot += 1) {
    if (usable[slot] !== 1) continue;
    least = Math.min(least, prices.sum[slot] ?? 0);
    most = Math.max(most, prices.sum[slot] ?? 0);
  }
  if (least > most) return { least: 0, most: 0, divisor: 1 };
  let divisor = 0;
  for (let slot = 0; slot < usable.length; slot += 1) {
    if (usable[slot] === 1 && divisor !== 1) divisor = commonDivisor((prices.sum[slot] ?? 0) - least, divisor);
  }
  return { least, most, divisor: Math.max(1, divisor) };
}

function commonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

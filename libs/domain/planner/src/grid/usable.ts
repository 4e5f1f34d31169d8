import type { Grid } from './grid';

/** 1 for each slot in which a device may run by `earliest`, signal and ceiling; frozen slots are no question of these. */
export function usableSlots(grid: Grid): Uint8Array {
  const { n, earliest, free, on } = grid;
  const usable = new Uint8Array(n);
  for (let slot = Math.max(earliest, on ? grid.frozen : free); slot < n; slot += 1) {
    if (hasPrice(grid, slot) && grid.prices.below[slot] === 1) usable[slot] = 1;
  }
  return usable;
}

/** Every minute of the slot has a price. */
export const hasPrice = ({ prices, slotS }: Grid, slot: number): boolean => (prices.priced[slot] ?? 0) * 60 === slotS;

/** Runs of slots with a 1, as `[start, end)`. */
export function* runsOf(usable: Uint8Array): Generator<readonly [start: number, end: number]> {
  for (let slot = 0; slot < usable.length; slot += 1) {
    if (usable[slot] !== 1) continue;
    const start = slot;
    while (slot < usable.length && usable[slot] === 1) slot += 1;
    yield [start, slot];
  }
}

import { describe, expect, it } from 'vitest';
import { chooseSlot, isBootable, markBad, markGood, primarySlot, setPrimary } from './boot-decision';
import type { BootState } from './boot-state';
import { otherSlot, slots, type Slot } from './slot';

const counts = [0, 1, 2, 3, 255];
const maybe: readonly (Slot | undefined)[] = [undefined, 'A', 'B'];
const orders: readonly (readonly Slot[])[] = [['A', 'B'], ['B', 'A'], ['A'], ['B'], []];
/** Every state there is, but for counts in between. */
const everyState: readonly BootState[] = orders.flatMap((order) =>
  counts.flatMap((A) =>
    counts.flatMap((B) =>
      maybe.flatMap((good) =>
        maybe.map((rescued) => ({ order, attemptsLeft: { A, B }, good, last: undefined, rescued })),
      ),
    ),
  ),
);

describe('in every boot state', () => {
  it('an attempt is consumed before the slot starts, and without one no counter changes', () => {
    for (const state of everyState) {
      const choice = chooseSlot(state);
      const left = (of: BootState): number => of.attemptsLeft.A + of.attemptsLeft.B;
      expect(left(choice.state)).toBe(left(state) - (choice.kind === 'attempt' ? 1 : 0));
      expect(Math.min(choice.state.attemptsLeft.A, choice.state.attemptsLeft.B)).toBeGreaterThanOrEqual(0);
      expect(choice.kind === 'attempt').toBe(state.order.some((slot) => state.attemptsLeft[slot] > 0));
    }
  });

  it('starting over and over, both slots get their turn: nothing is ever stuck', () => {
    for (const start of everyState) {
      const tried = new Set<Slot>();
      let state = start;
      for (let boot = 0; boot < 600 && tried.size < 2; boot++) {
        const choice = chooseSlot(state);
        tried.add(choice.slot);
        state = choice.state;
      }
      expect([...tried].sort()).toEqual(['A', 'B']);
    }
  });

  it('a slot made primary starts next; the other keeps its attempts', () => {
    for (const state of everyState) {
      for (const slot of slots) {
        const next = setPrimary(state, slot);
        expect(primarySlot(next)).toBe(slot);
        expect(next.attemptsLeft[slot]).toBeGreaterThanOrEqual(2);
        expect(next.attemptsLeft[otherSlot(slot)]).toBe(state.attemptsLeft[otherSlot(slot)]);
      }
    }
  });

  it('a slot marked bad is not started while the other may be', () => {
    for (const state of everyState) {
      for (const slot of slots) {
        const next = markBad(state, slot);
        expect(isBootable(next, slot)).toBe(false);
        const other = otherSlot(slot);
        if (next.attemptsLeft[other] > 0) expect(primarySlot(next)).toBe(other);
        expect(next.good).not.toBe(slot);
      }
    }
  });

  it('a slot marked good has its attempts again, and a switch to the other slot stays', () => {
    for (const state of everyState) {
      for (const slot of slots) {
        const next = markGood(state, slot);
        expect(next).toMatchObject({ good: slot, attemptsLeft: { [slot]: 3 } });
        if (state.order[0] === otherSlot(slot) && isBootable(state, otherSlot(slot))) {
          expect(primarySlot(next)).toBe(otherSlot(slot));
        }
      }
    }
  });
});

describe('rescue', () => {
  const none = { order: ['A', 'B'] as const, attemptsLeft: { A: 0, B: 0 }, last: undefined };

  it('begins with the confirmed slot and takes turns', () => {
    const first = chooseSlot({ ...none, good: 'B', rescued: undefined });
    expect(first).toMatchObject({ kind: 'rescue', slot: 'B' });
    const second = chooseSlot(first.state);
    expect(second).toMatchObject({ kind: 'rescue', slot: 'A' });
    expect(chooseSlot(second.state)).toMatchObject({ kind: 'rescue', slot: 'B' });
  });

  it('begins with A when nothing was ever confirmed', () =>
    expect(chooseSlot({ ...none, good: undefined, rescued: undefined }).slot).toBe('A'));
});

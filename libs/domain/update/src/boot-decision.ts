import { CONFIRMED_ATTEMPTS, FRESH_ATTEMPTS, type BootState } from './boot-state';
import { otherSlot, slots, type Slot } from './slot';

/** What the boot script does next with a state. `state` is written before anything is loaded. */
export type BootChoice =
  /** Start this slot, with one attempt fewer. */
  | { readonly kind: 'attempt'; readonly slot: Slot; readonly state: BootState }
  /** No slot has an attempt left: the slots take turns, the confirmed one first; no counter changes. */
  | { readonly kind: 'rescue'; readonly slot: Slot; readonly state: BootState };

export function chooseSlot(state: BootState): BootChoice {
  const slot = state.order.find((candidate) => state.attemptsLeft[candidate] > 0);
  if (!slot) return rescue(state);
  return { kind: 'attempt', slot, state: { ...withAttempts(state, slot, state.attemptsLeft[slot] - 1), last: slot } };
}

function rescue(state: BootState): BootChoice {
  const first = state.good ?? 'A';
  const slot = state.rescued === first ? otherSlot(first) : first;
  return { kind: 'rescue', slot, state: { ...state, rescued: slot } };
}

/** The slot that would start if the hub restarted now. */
export const primarySlot = (state: BootState): Slot => chooseSlot(state).slot;

/** A slot that may be tried by its counter. */
export const isBootable = (state: BootState, slot: Slot): boolean =>
  state.order.includes(slot) && state.attemptsLeft[slot] > 0;

/** The freshly written `slot` goes first with few attempts; one that has more (it proved itself before) keeps them. */
export const setPrimary = (state: BootState, slot: Slot): BootState =>
  withAttempts(firstInOrder(state, slot), slot, Math.max(state.attemptsLeft[slot], FRESH_ATTEMPTS));

/**
 * `slot` has proved itself: it has all its attempts again. The order stays, so that confirming the running system does
 * not undo the switch to a slot that was installed in the meantime.
 */
export const markGood = (state: BootState, slot: Slot): BootState => {
  const order = state.order.includes(slot) ? state.order : [...state.order, slot];
  return withAttempts({ ...state, order, good: slot }, slot, CONFIRMED_ATTEMPTS);
};

/** `slot` must not be started: it has no attempts, comes last in the order, and is not the first choice in a rescue. */
export const markBad = (state: BootState, slot: Slot): BootState => {
  const order = [...wholeOrder(state).filter((other) => other !== slot), slot];
  const good = state.good === slot ? otherSlot(slot) : state.good;
  return withAttempts({ ...state, order, good }, slot, 0);
};

const wholeOrder = (state: BootState): readonly Slot[] => [
  ...state.order,
  ...slots.filter((slot) => !state.order.includes(slot)),
];

const firstInOrder = (state: BootState, slot: Slot): BootState => ({
  ...state,
  order: [slot, ...wholeOrder(state).filter((other) => other !== slot)],
});

const withAttempts = (state: BootState, slot: Slot, left: number): BootState => ({
  ...state,
  attemptsLeft: { ...state.attemptsLeft, [slot]: left },
});

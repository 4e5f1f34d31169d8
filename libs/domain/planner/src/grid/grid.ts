import type { Instant } from '@hub/domain/time';
import type { Problem } from '../problem';

const MINUTE_S = 60;

/**
 * A problem on a grid of equal slots that begins at `t0`: every length is whole slots, every time a slot's index. The planner
 * for one device uses slots of a minute, the planner for several the step of the problem.
 */
export interface Grid {
  readonly t0: Instant;
  readonly slotS: number;
  /** Slots from `t0` to the deadline. */
  readonly n: number;
  /** Slots still to run. */
  readonly rest: number;
  /** Watts of each slot still to run, for a profile. */
  readonly profile: readonly number[] | undefined;
  readonly powerW: number;
  readonly oneBlock: boolean;
  /** On at `now`. */
  readonly on: boolean;
  /** The first slots, which every plan contains. */
  readonly frozen: number;
  readonly minOn: number;
  readonly minOff: number;
  /** The first slot in which a device that is off may start. */
  readonly free: number;
  /** The first slot that does not begin before `earliest`. */
  readonly earliest: number;
  readonly maxStarts: number;
  readonly late: boolean;
  readonly prices: SlotPrices;
}

/** What the signal says of each slot. */
export interface SlotPrices {
  /** Σ of the prices of the slot's minutes that have one. */
  readonly sum: Float64Array;
  /** How many of the slot's minutes have a price. */
  readonly priced: Uint16Array;
  /** 1 where each priced minute is at most the ceiling. */
  readonly below: Uint8Array;
}

const up = (time: number, grain: number): number => Math.ceil(time / grain);
const down = (time: number, grain: number): number => Math.floor(time / grain);

/** The derived values of the contract (conformance/README.md). */
export function gridOf(problem: Problem, slotS = MINUTE_S): Grid {
  const t0 = up(problem.now, slotS) * slotS;
  const n = Math.max(0, down(problem.deadline, slotS) - t0 / slotS);
  const inSlots = (minutes: number): number => Math.ceil((minutes * MINUTE_S) / slotS);
  const minutes = profileMinutes(problem);
  const profile = minutes?.filter((_, minute) => minute % (slotS / MINUTE_S) === 0);
  const rest = profile?.length ?? inSlots(restMinutes(problem));
  const oneBlock = profile !== undefined || problem.interruptible !== true;
  const on = problem.state?.on === true;
  const minOn = inSlots(problem.minOn ?? 0);
  const age = problem.state && on ? down(t0 - problem.state.since, slotS) : 0;
  const owed = oneBlock ? Infinity : Math.max(0, minOn - age);
  return {
    t0,
    slotS,
    n,
    rest,
    profile,
    powerW: problem.powerW ?? 0,
    oneBlock,
    on,
    frozen: on ? Math.min(rest, n, owed) : 0,
    minOn: Math.max(1, on ? minOn : Math.min(minOn, rest)),
    minOff: Math.max(1, inSlots(problem.minOff ?? 0)),
    free: firstFreeSlot(problem, t0, slotS),
    earliest: Math.max(0, up((problem.earliest ?? t0) - t0, slotS)),
    maxStarts: oneBlock ? 1 : (problem.maxStarts ?? Infinity),
    late: problem.prefer === 'late',
    prices: slotPrices(problem, t0, n, slotS),
  };
}

/** Watts in slot `index` of the work still to run. */
export const wattsAt = (grid: Grid, index: number): number =>
  grid.profile === undefined ? grid.powerW : (grid.profile[index] ?? 0);

/** Watts of each minute of a profile that is still to run. */
function profileMinutes({ amount, delivered = 0 }: Problem): readonly number[] | undefined {
  if (!('profile' in amount)) return undefined;
  return amount.profile.flatMap(([minutes, watts]) => Array<number>(minutes).fill(watts)).slice(delivered);
}

function restMinutes({ amount, powerW = 0, delivered = 0 }: Problem): number {
  if ('profile' in amount) return 0;
  const minutes =
    'wh' in amount ? Math.ceil((MINUTE_S * (amount.wh - delivered)) / powerW) : amount.minutes - delivered;
  return Math.max(0, minutes);
}

function firstFreeSlot({ state, minOff = 0 }: Problem, t0: Instant, slotS: number): number {
  if (state === undefined || state.on) return 0;
  return Math.max(0, up(state.since + MINUTE_S * minOff - t0, slotS));
}

function slotPrices({ signal, ceiling = Infinity }: Problem, t0: Instant, n: number, slotS: number): SlotPrices {
  const sum = new Float64Array(n);
  const priced = new Uint16Array(n);
  const below = new Uint8Array(n).fill(1);
  for (const [start, end, price] of signal) {
    const from = Math.max(start, t0);
    const to = Math.min(end, t0 + n * slotS);
    for (let time = from; time < to;) {
      const slot = down(time - t0, slotS);
      const next = Math.min(to, t0 + (slot + 1) * slotS);
      const minutes = (next - time) / MINUTE_S;
      sum[slot] = (sum[slot] ?? 0) + price * minutes;
      priced[slot] = (priced[slot] ?? 0) + minutes;
      if (price > ceiling) below[slot] = 0;
      time = next;
    }
  }
  return { sum, priced, below };
}

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
  /** Which of several equal plans; under a cap any will do. */
  readonly tie: 'early' | 'late' | 'any';
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
  const profile = profileMinutes(problem)?.filter((_, minute) => minute % (slotS / MINUTE_S) === 0);
  const rest = profile?.length ?? inSlots(restMinutes(problem), slotS);
  const oneBlock = profile !== undefined || problem.interruptible !== true;
  const { earliest = t0, powerW = 0, maxStarts = Infinity, prefer = 'early' } = problem;
  return {
    t0,
    slotS,
    n,
    rest,
    profile,
    powerW,
    oneBlock,
    ...limitsOf(problem, { t0, n, rest, oneBlock, slotS }),
    earliest: Math.max(0, up(earliest - t0, slotS)),
    maxStarts: oneBlock ? 1 : maxStarts,
    tie: prefer,
    prices: slotPrices(problem, t0, n, slotS),
  };
}

type Measured = Pick<Grid, 't0' | 'n' | 'rest' | 'oneBlock' | 'slotS'>;

/** What the state at `now` and the least lengths ask for. */
function limitsOf(
  { state, minOn = 0, minOff = 0 }: Problem,
  { t0, n, rest, oneBlock, slotS }: Measured,
): Pick<Grid, 'on' | 'frozen' | 'minOn' | 'minOff' | 'free'> {
  const least = inSlots(minOn, slotS);
  const gap = Math.max(1, inSlots(minOff, slotS));
  if (state?.on !== true) {
    const free = state === undefined ? 0 : Math.max(0, up(state.since + MINUTE_S * minOff - t0, slotS));
    return { on: false, frozen: 0, minOn: Math.max(1, Math.min(least, rest)), minOff: gap, free };
  }
  const owed = oneBlock ? Infinity : Math.max(0, least - down(t0 - state.since, slotS));
  return { on: true, frozen: Math.min(rest, n, owed), minOn: Math.max(1, least), minOff: gap, free: 0 };
}

const inSlots = (minutes: number, slotS: number): number => Math.ceil((minutes * MINUTE_S) / slotS);

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

import type { Problem, Reason } from '../problem';

/**
 * The contract (conformance/README.md) as directly as it can be said: every way to be on or off in each slot, judged rule by rule.
 * Slow and without any idea of the planner. For at most about 14 slots.
 */
export interface Truth {
  readonly shortfall: number;
  readonly cost: number;
  readonly starts: number;
  readonly tie: number | null;
  readonly reason: Reason | null;
}

/** The values of the contract, derived once. */
export interface Rules {
  readonly t0: number;
  readonly slots: number;
  readonly slotS: number;
  readonly rest: number;
  readonly frozen: number;
  readonly on: boolean;
  readonly oneBlock: boolean;
  readonly minOn: number;
  readonly minOff: number;
  readonly maxStarts: number;
  readonly watts: readonly number[];
}

export function rulesOf(p: Problem, slotS = 60): Rules {
  const perSlot = slotS / 60;
  const t0 = Math.ceil(p.now / slotS) * slotS;
  const slots = Math.max(0, (Math.floor(p.deadline / slotS) * slotS - t0) / slotS);
  const profile = 'profile' in p.amount;
  const oneBlock = profile || p.interruptible !== true;
  const watts = wattsOfWork(p).filter((_, minute) => minute % perSlot === 0);
  const on = p.state?.on ?? false;
  const leastOn = (p.minOn ?? 0) / perSlot;
  const age = on ? Math.floor((t0 - (p.state?.since ?? 0)) / 60) / perSlot : 0;
  const owed = oneBlock ? watts.length : Math.max(0, leastOn - age);
  return {
    t0,
    slots,
    slotS,
    rest: watts.length,
    frozen: on ? Math.min(owed, watts.length, slots) : 0,
    on,
    oneBlock,
    minOn: on ? leastOn : Math.min(leastOn, watts.length),
    minOff: (p.minOff ?? 0) / perSlot,
    maxStarts: oneBlock ? 1 : (p.maxStarts ?? 1e9),
    watts,
  };
}

function wattsOfWork({ amount, delivered = 0, powerW = 0 }: Problem): number[] {
  if ('profile' in amount) {
    const all: number[] = [];
    for (const [minutes, watts] of amount.profile) for (let k = 0; k < minutes; k += 1) all.push(watts);
    return all.slice(delivered);
  }
  const minutes = 'wh' in amount ? Math.ceil(((amount.wh - delivered) * 60) / powerW) : amount.minutes - delivered;
  return Array<number>(Math.max(0, minutes)).fill(powerW);
}

/** Price of the minute that begins at `time`. */
export const priceAt = ({ signal }: Problem, time: number): number | undefined =>
  signal.find(([start, end]) => start <= time && time < end)?.[2];

export const minutesOf = ({ t0, slotS }: Rules, slot: number): readonly number[] =>
  Array.from({ length: slotS / 60 }, (_, minute) => t0 + slot * slotS + minute * 60);

type Bits = readonly boolean[];
type Rule = (bits: Bits) => boolean;

/** Runs as `[start, end)` in slots. */
export function runsIn(bits: Bits): [number, number][] {
  const runs: [number, number][] = [];
  bits.forEach((on, slot) => {
    if (!on) return;
    const last = runs.at(-1);
    if (last?.[1] === slot) last[1] = slot + 1;
    else runs.push([slot, slot + 1]);
  });
  return runs;
}

/** One rule for each reason, in the contract's order; each takes the whole plan. */
export function stagesOf(p: Problem, r: Rules): readonly (readonly [Reason, Rule])[] {
  const free = (bits: Bits, test: (slot: number) => boolean): boolean =>
    bits.every((on, slot) => !on || slot < r.frozen || test(slot));
  const started = (bits: Bits): [number, number][] => runsIn(bits).filter(([start]) => !(r.on && start === 0));
  const blockOrStarts: Rule = (bits) =>
    r.oneBlock
      ? runsIn(bits).length <= 1 && (!r.on || started(bits).length === 0)
      : started(bits).length <= r.maxStarts;
  const minOff: Rule = (bits) => {
    const runs = runsIn(bits);
    return runs.every(([start], index) => {
      const before = runs[index - 1]?.[1] ?? (r.on ? 0 : -Infinity);
      if (r.on && start === 0) return true;
      const offSince = p.state?.on === false && index === 0 ? p.state.since : -Infinity;
      return start - before >= r.minOff && r.t0 + start * r.slotS >= offSince + 60 * (p.minOff ?? 0);
    });
  };
  return [
    ['deadline', () => true],
    ['earliest', (bits) => free(bits, (slot) => r.t0 + slot * r.slotS >= (p.earliest ?? -Infinity))],
    ['signal', (bits) => free(bits, (slot) => minutesOf(r, slot).every((time) => priceAt(p, time) !== undefined))],
    [
      'ceiling',
      (bits) =>
        free(bits, (slot) => minutesOf(r, slot).every((time) => (priceAt(p, time) ?? 0) <= (p.ceiling ?? Infinity))),
    ],
    [r.oneBlock ? 'block' : 'maxStarts', blockOrStarts],
    ['minOn', (bits) => started(bits).every(([start, end]) => end - start >= r.minOn)],
    ['minOff', minOff],
  ];
}

/** Every plan with the frozen slots on and no more than the work. */
export function* everyPlan(r: Rules): Generator<Bits> {
  for (let mask = 0; mask < 2 ** r.slots; mask += 1) {
    const bits = Array.from({ length: r.slots }, (_, slot) => ((mask >>> slot) & 1) === 1);
    const frozen = bits.slice(0, r.frozen).every((on) => on);
    if (frozen && bits.filter((on) => on).length <= r.rest) yield bits;
  }
}

export function costOfPlan(p: Problem, r: Rules, bits: Bits): number {
  let done = 0;
  let cost = 0;
  bits.forEach((on, slot) => {
    if (!on) return;
    for (const time of minutesOf(r, slot)) cost += (priceAt(p, time) ?? 0) * (r.watts[done] ?? 0);
    done += 1;
  });
  return cost;
}

/** The best values, by looking at everything. */
export function truthOf(p: Problem): Truth {
  const r = rulesOf(p);
  const stages = stagesOf(p, r);
  const wholeProfile: Rule = (bits) =>
    !('profile' in p.amount) || r.frozen > 0 || [0, r.rest].includes(bits.filter((on) => on).length);
  const most = new Map<Reason, number>();
  let best: readonly [number, number, number, number] | undefined;
  for (const bits of everyPlan(r)) {
    const slots = bits.filter((on) => on).length;
    const broken = stages.findIndex(([, rule]) => !rule(bits));
    for (const [reason] of broken < 0 ? stages : stages.slice(0, broken)) {
      most.set(reason, Math.max(most.get(reason) ?? 0, slots));
    }
    if (broken >= 0 || !wholeProfile(bits)) continue;
    const value = [r.rest - slots, costOfPlan(p, r, bits), startsIn(r, bits), tieOf(p, r, bits)] as const;
    if (best === undefined || inOrder(value, best) < 0) best = value;
  }
  const [shortfall = r.rest, cost = 0, starts = 0, tie = 0] = best ?? [];
  const reason = shortfall === 0 ? null : (stages.find(([name]) => (most.get(name) ?? 0) < r.rest)?.[0] ?? null);
  return { shortfall, cost, starts, tie: tie === 0 ? null : Math.abs(tie), reason };
}

const startsIn = (r: Rules, bits: Bits): number => runsIn(bits).filter(([start]) => !(r.on && start === 0)).length;

/** Less is better; 0 without free slots. */
function tieOf(p: Problem, r: Rules, bits: Bits): number {
  const free = bits.flatMap((on, slot) => (on && slot >= r.frozen ? [slot] : []));
  const [first, last] = [free[0], free.at(-1)];
  if (first === undefined || last === undefined) return 0;
  return p.prefer === 'late' ? -(r.t0 + first * r.slotS) : r.t0 + (last + 1) * r.slotS;
}

function inOrder(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, at) => value !== b[at]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

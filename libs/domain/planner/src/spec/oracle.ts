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
  const { minOn = 0, minOff = 0, maxStarts = 1e9 } = p;
  const t0 = Math.ceil(p.now / slotS) * slotS;
  const slots = Math.max(0, (Math.floor(p.deadline / slotS) * slotS - t0) / slotS);
  const oneBlock = 'profile' in p.amount || p.interruptible !== true;
  const watts = wattsOfWork(p).filter((_, minute) => minute % perSlot === 0);
  const shared = { t0, slots, slotS, rest: watts.length, oneBlock, watts };
  const limits = { minOff: minOff / perSlot, maxStarts: oneBlock ? 1 : maxStarts };
  if (p.state?.on !== true) {
    return { ...shared, ...limits, frozen: 0, on: false, minOn: Math.min(minOn / perSlot, watts.length) };
  }
  const age = Math.floor((t0 - p.state.since) / 60) / perSlot;
  const owed = oneBlock ? watts.length : Math.max(0, minOn / perSlot - age);
  return { ...shared, ...limits, frozen: Math.min(owed, watts.length, slots), on: true, minOn: minOn / perSlot };
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
  let best: readonly [number, number, number, number] = [Infinity, 0, 0, 0];
  for (const bits of everyPlan(r)) {
    const slots = bits.filter((on) => on).length;
    if (isPartOfProfile(p, r, slots) || stages.some(([, rule]) => !rule(bits))) continue;
    const value = [r.rest - slots, costOfPlan(p, r, bits), startsIn(r, bits), tieOf(p, r, bits)] as const;
    if (inOrder(value, best) < 0) best = value;
  }
  const [shortfall, cost, starts, tie] = best;
  const reason = shortfall === 0 ? null : bindingStage(r, stages);
  return { shortfall, cost, starts, tie: tie === 0 ? null : Math.abs(tie), reason };
}

/** The first rule with which, on top of those before, no plan holds all the work. */
function bindingStage(r: Rules, stages: ReturnType<typeof stagesOf>): Reason | null {
  let plans = [...everyPlan(r)];
  for (const [name, rule] of stages) {
    plans = plans.filter(rule);
    if (!plans.some((bits) => bits.filter((on) => on).length >= r.rest)) return name;
  }
  return null;
}

/** A profile runs whole or not at all, unless it is in progress. */
export const isPartOfProfile = (p: Problem, r: Rules, slots: number): boolean =>
  'profile' in p.amount && r.frozen === 0 && slots > 0 && slots < r.rest;

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

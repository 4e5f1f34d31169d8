import type { JointPlan, JointProblem, Plan, Problem } from '../problem';
import {
  costOfPlan,
  isPartOfProfile,
  minutesOf,
  priceAt,
  type Rules,
  rulesOf,
  runsIn,
  stagesOf,
  type Truth,
} from './oracle';

/** What a plan has, found from its blocks alone; or the first rule it breaks. */
export type Verdict = { readonly broken: string } | (Omit<Truth, 'reason'> & { readonly slots: number });

export function verdictOf(p: Problem, plan: Plan, slotS = 60): Verdict {
  const r = rulesOf(p, slotS);
  const bits = bitsOf(r, plan);
  if (typeof bits === 'string') return { broken: bits };
  const slots = bits.filter((on) => on).length;
  if (!bits.slice(0, r.frozen).every((on) => on)) return { broken: 'frozen' };
  if (slots > r.rest) return { broken: 'too much' };
  if (isPartOfProfile(p, r, slots)) return { broken: 'part of a profile' };
  const broken = stagesOf(p, r).find(([, rule]) => !rule(bits));
  if (broken) return { broken: broken[0] };
  const found = valuesOf(p, r, bits);
  const claims = claimsOf(p, r, bits, plan);
  return claims === undefined ? found : { broken: claims };
}

function bitsOf(r: Rules, { blocks }: Plan): boolean[] | string {
  const bits = Array<boolean>(r.slots).fill(false);
  let last = -Infinity;
  for (const [start, end] of blocks) {
    if ((start - r.t0) % r.slotS !== 0 || (end - start) % r.slotS !== 0) return 'off the grid';
    if (start <= last || end <= start || start < r.t0) return 'order';
    if (end > r.t0 + r.slots * r.slotS) return 'overrun';
    bits.fill(true, (start - r.t0) / r.slotS, (end - r.t0) / r.slotS);
    last = end;
  }
  return bits;
}

function valuesOf(p: Problem, r: Rules, bits: readonly boolean[]): Omit<Truth, 'reason'> & { slots: number } {
  const free = bits.flatMap((on, slot) => (on && slot >= r.frozen ? [slot] : []));
  const tie = p.prefer === 'late' ? free[0] : free.length > 0 ? (free.at(-1) ?? 0) + 1 : undefined;
  const slots = bits.filter((on) => on).length;
  return {
    slots,
    shortfall: r.rest - slots,
    cost: costOfPlan(p, r, bits) + 0,
    starts: runsIn(bits).filter(([start]) => !(r.on && start === 0)).length,
    tie: tie === undefined ? null : r.t0 + tie * r.slotS,
  };
}

/** What the plan says of itself and does not have. */
function claimsOf(p: Problem, r: Rules, bits: readonly boolean[], plan: Plan): string | undefined {
  const { shortfall, cost } = valuesOf(p, r, bits);
  const minutes = bits.flatMap((on, slot) => (on ? minutesOf(r, slot) : []));
  const unpriced = minutes.filter((time) => priceAt(p, time) === undefined).length;
  if (plan.shortfall !== (shortfall * r.slotS) / 60) return 'silent shortfall';
  if (plan.cost !== cost) return 'cost';
  if (plan.unpriced !== unpriced) return 'unpriced';
  return (plan.reason === null) === (shortfall === 0) ? undefined : 'reason without shortfall';
}

/** The first rule that the plans of several devices break; the cap holds wherever a device runs that is not frozen there. */
export function brokenInJoint(problem: JointProblem, { plans }: JointPlan): string | undefined {
  const load = new Map<number, { watts: number; free: boolean }>();
  for (const [index, device] of problem.devices.entries()) {
    const p: Problem = { ...device, now: problem.now, signal: problem.signal };
    const plan = plans[index];
    if (plan?.id !== device.id) return 'order of devices';
    const verdict = verdictOf(p, plan, problem.step);
    if ('broken' in verdict) return `${device.id}: ${verdict.broken}`;
    const r = rulesOf(p, problem.step);
    let done = 0;
    for (const [start, end] of plan.blocks) {
      for (let slot = (start - r.t0) / r.slotS; slot < (end - r.t0) / r.slotS; slot += 1, done += 1) {
        const now = load.get(slot) ?? { watts: 0, free: false };
        load.set(slot, { watts: now.watts + (r.watts[done] ?? 0), free: now.free || slot >= r.frozen });
      }
    }
  }
  return [...load.values()].some(({ watts, free }) => free && watts > problem.capW) ? 'cap' : undefined;
}

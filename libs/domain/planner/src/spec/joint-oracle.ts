import type { JointProblem, Problem } from '../problem';
import { costOfPlan, everyPlan, isPartOfProfile, type Rules, rulesOf, stagesOf } from './oracle';

interface Way {
  readonly bits: readonly boolean[];
  readonly short: number;
  readonly cost: number;
}

/** Least shortfall in minutes and least cost of several devices, by trying every combination. For a few slots and devices. */
export function jointTruth(problem: JointProblem): { readonly shortfall: number; readonly cost: number } {
  const devices = problem.devices.map((device) => {
    const p: Problem = { ...device, now: problem.now, signal: problem.signal };
    const rules = rulesOf(p, problem.step);
    return { rules, ways: waysOf(p, rules) };
  });
  let best = { short: Infinity, cost: Infinity };
  const choose = (index: number, chosen: readonly Way[], short: number, cost: number): void => {
    if (short > best.short) return;
    const device = devices[index];
    if (device === undefined) {
      if (short < best.short || cost < best.cost) best = { short, cost };
      return;
    }
    for (const way of device.ways) {
      const all = [...chosen, way];
      if (underCap(problem.capW, devices, all)) choose(index + 1, all, short + way.short, cost + way.cost);
    }
  };
  choose(0, [], 0, 0);
  return { shortfall: (best.short * problem.step) / 60, cost: best.cost };
}

function waysOf(p: Problem, r: Rules): readonly Way[] {
  const ways: Way[] = [];
  for (const bits of everyPlan(r)) {
    const slots = bits.filter((on) => on).length;
    if (isPartOfProfile(p, r, slots)) continue;
    if (stagesOf(p, r).every(([, rule]) => rule(bits))) {
      ways.push({ bits, short: r.rest - slots, cost: costOfPlan(p, r, bits) });
    }
  }
  return ways.sort((a, b) => a.short - b.short || a.cost - b.cost);
}

function underCap(capW: number, devices: readonly { readonly rules: Rules }[], ways: readonly Way[]): boolean {
  const slots = Math.max(...devices.map(({ rules }) => rules.slots));
  const on = devices.map(({ rules }, index) => ways[index]?.bits ?? Array<boolean>(rules.frozen).fill(true));
  for (let slot = 0; slot < slots; slot += 1) {
    const running = devices.flatMap(({ rules }, index) => (on[index]?.[slot] === true ? [{ rules, index }] : []));
    const done = (index: number): number => (on[index] ?? []).slice(0, slot).filter((one) => one).length;
    const watts = running.reduce((sum, { rules, index }) => sum + (rules.watts[done(index)] ?? 0), 0);
    if (watts > capW && running.some(({ rules }) => slot >= rules.frozen)) return false;
  }
  return true;
}

import { slotsIn } from '../grid/run';
import type { DevicePlan, JointPlan, JointProblem } from '../problem';
import { planOf } from '../single/plan';
import { bindingReason } from '../single/reason';
import { type Choice, type Device, devicesOf } from './device';
import { provenBest } from './exact';
import { bestFound } from './improve';
import { isBetter, worthOf } from './worth';

/**
 * Plans for several devices under one cap: least shortfall in all, then least cost. `proven` is true where nothing better exists:
 * each device has its own best, or every combination was considered. Rules and units: conformance/README.md.
 */
export function planJoint(problem: JointProblem): JointPlan {
  const devices = devicesOf(problem);
  const found = bestFound(devices, problem.capW);
  const alone = worthOf(devices.map((device) => device.alone));
  const ideal = !isBetter(alone, found.worth);
  const proven = ideal ? found : provenBest(devices, problem.capW, found);
  const { choices } = proven ?? found;
  const plans = problem.devices.map(({ id }, index) => devicePlan(id, devices[index], choices[index]));
  return {
    plans,
    cost: plans.reduce((sum, plan) => sum + plan.cost, 0),
    shortfall: plans.reduce((sum, plan) => sum + plan.shortfall, 0),
    proven: proven !== undefined,
  };
}

function devicePlan(id: string, device: Device | undefined, choice: Choice | undefined): DevicePlan {
  if (device === undefined || choice === undefined) throw new Error(`no plan for ${id}`);
  const { grid, alone } = device;
  const short = slotsIn(choice.runs) < grid.rest;
  const reason = short ? (alone.short > 0 ? bindingReason(grid) : 'cap') : null;
  return { id, ...planOf(grid, choice.runs, reason) };
}

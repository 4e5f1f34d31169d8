export { PlanLane } from './plan-lane';
export { type PlanRow } from './plan-row';

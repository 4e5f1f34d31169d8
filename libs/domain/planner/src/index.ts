export type {
  Amount,
  Block,
  DevicePlan,
  DeviceState,
  JointDevice,
  JointPlan,
  JointProblem,
  Plan,
  Problem,
  Reason,
  Segment,
  Signal,
  Work,
} from './problem';
export { readyAt } from './repeat/ready-at';
export { repeat } from './repeat/repeat';
export type { ClockTime, Deadline, Label, Repetition } from './repeat/week';
export { plan } from './single/plan';
export { planJoint } from './joint/plan-joint';

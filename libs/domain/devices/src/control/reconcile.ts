import type { Instant } from '@hub/domain/time';
import type { Control } from '../device-type';
import type { Command, DeviceAddress } from '../report';
import { goalOf, type Goal } from './goal';
import { confirmedGoal, isOfThisPlan, matches } from './observe';
import type { DeviceState } from './state';
import type { Plan } from './wanted';

/** A device that has not said for this long how it is switched is asked. */
const ASK_AFTER_S = 55;
/** How long a word that may have come late keeps the hub from switching: the question is answered sooner. */
const DOUBT_S = 90;

/** What the hub knows when it looks at its devices. */
export interface Moment {
  readonly now: Instant;
  /** The hub's clock is set. While it is not, nothing is switched. */
  readonly clockKnown: boolean;
  /** Time zone of the household. */
  readonly zone: string;
}

/** A device at one moment. */
export interface Controlled {
  readonly control: Control;
  readonly address: DeviceAddress;
  readonly plan: Plan;
  readonly state: DeviceState;
}

/**
 * What to send a device now: what it misses of its goal, and the question how it is. It keeps nothing from one cycle to
 * the next, so a lost message, a restart on either side or a new broker is mended by the next cycle.
 */
export function reconcile({ control, address, plan, state }: Controlled, moment: Moment): readonly Command[] {
  const { now, clockKnown, zone } = moment;
  const goal = clockKnown && spoke(control, state) ? goalOf(control, plan, state, now, zone) : null;
  const missing =
    goal && !reached(state, goal, control) && !inDoubt(plan, state, now) ? told(control, address, goal, state) : [];
  const ask = missing.length > 0 || state.doubt !== null || now - (state.statedAt ?? 0) >= ASK_AFTER_S;
  return ask ? [...missing, ...questions(control, address, state)] : missing;
}

/** A doubt that no answer ends would undo what a person pressed, so it is asked twice. */
function questions(control: Control, address: DeviceAddress, { doubt }: DeviceState): readonly Command[] {
  const once = control.ask?.(address) ?? [];
  return doubt === null ? once : [...once, ...once];
}

/** A device that can be asked is asked first: its clock, and what somebody pressed, decide what it is told. */
const spoke = (control: Control, { statedAt }: DeviceState): boolean => !control.ask || statedAt !== null;

const inDoubt = (plan: Plan, { doubt }: DeviceState, now: Instant): boolean =>
  doubt !== null && now - doubt.at < DOUBT_S && isOfThisPlan(plan, doubt.at, now);

/** Confirmed, and nothing said since that differs. */
export const reached = (state: DeviceState, goal: Goal, control: Control): boolean =>
  matches(state, goal, control) && confirmedGoal(state, goal);

/**
 * A device follows its timer only when it has read back the right one: the old one could switch it at once. One that
 * never told its timer is sent both.
 */
function told(
  { timer, ...control }: Control,
  address: DeviceAddress,
  goal: Goal,
  state: DeviceState,
): readonly Command[] {
  if (goal.mode !== 'timer' || !timer || goal.timer === undefined) return control.switch(address, goal.on);
  const set = state.timer === goal.timer ? [] : timer.set(address, goal.timer);
  return state.timer === goal.timer || state.timer === null ? [...set, ...timer.follow(address, goal.on)] : set;
}

import type { Instant } from '@hub/domain/time';
import type { Control, Run } from '../device-type';
import type { Mode } from '../report';
import type { DeviceState } from './state';
import { overrides, plannedOn, type Plan } from './wanted';

/** A timer repeats each day, so a run enters it only when it ends within this. The hour is for a plug that stays behind. */
const TIMER_HORIZON_S = 23 * 3600;
/** A plug whose clock differs by more than this is switched by the hub alone. */
const CLOCK_TOLERANCE_S = 60;
/** After a press that changed nothing the plug's timer is set again: until then a second press may follow. */
export const PRESS_SETTLES_S = 120;

/** What a device is to be told: its mode, and the timer that goes with it. */
export interface Goal {
  readonly on: boolean;
  readonly mode: Mode;
  /** What its timer is to be set to; absent for a device without one. */
  readonly timer?: string;
}

/**
 * What the device should be told at `now`: what its button was pressed to, else the override, else the plan. Null where
 * nothing is planned for it. A press holds until the plan changes what it wants.
 */
export function goalOf(control: Control, plan: Plan, state: DeviceState, now: Instant, zone: string): Goal | null {
  const planned = plannedOn(plan, now);
  if (planned === null) return null;
  const pressed = pressInForce(state, planned, now);
  if (pressed !== null) return direct(control, pressed);
  if (overrides(plan.override, now)) return direct(control, planned);
  return timed(control, plan.runs ?? [], { state, now, zone, planned }) ?? direct(control, planned);
}

/** What the household pressed the device to, while that holds. */
export function pressInForce({ press }: DeviceState, planned: boolean, now: Instant): boolean | null {
  if (press?.against !== planned || (press.until !== null && now >= press.until)) return null;
  return press.on !== planned || now < press.at + PRESS_SETTLES_S ? press.on : null;
}

const direct = ({ timer }: Control, on: boolean): Goal => ({
  on,
  mode: on ? 'on' : 'off',
  ...(timer && { timer: timer.empty }),
});

interface Moment {
  readonly state: DeviceState;
  readonly now: Instant;
  readonly zone: string;
  readonly planned: boolean;
}

/** The device follows its own timer while a run is near; undefined where it cannot or where there is none. */
function timed({ timer }: Control, runs: readonly Run[], { state, now, zone, planned }: Moment): Goal | undefined {
  if (!timer || Math.abs(state.clockAheadS ?? 0) > CLOCK_TOLERANCE_S) return undefined;
  const near = runs.filter(({ end }) => end > now && end <= now + TIMER_HORIZON_S).slice(0, timer.slots);
  // A run under way that is too long for the timer must not be cut off by it.
  if (near.length === 0 || (planned && (near[0]?.start ?? now) > now)) return undefined;
  const written = timer.write(near, zone);
  return written === undefined ? undefined : { on: planned, mode: 'timer', timer: written };
}

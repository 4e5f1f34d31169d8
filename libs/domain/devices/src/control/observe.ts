import type { Instant } from '@hub/domain/time';
import type { Control } from '../device-type';
import type { Report } from '../report';
import { goalOf, type Goal } from './goal';
import type { DeviceState } from './state';
import { nextChange, plannedOn, type Plan } from './wanted';

/** A device may be out by this much in what it says of its uptime. */
const UPTIME_TOLERANCE_S = 5;
/** A device that started so shortly before a press was not pressed: it said how it starts, and when only later. */
const START_S = 30;
/** Two messages that were under way together are one word. */
const SECOND_WORD_S = 2;

/** What was wanted of the device when it spoke. */
export interface Wanted {
  readonly control: Control;
  readonly plan: Plan;
  readonly zone: string;
}

/**
 * Takes a report in. Where it contradicts what the device had confirmed, and it has not restarted since, a person
 * switched it: at once where the device says so, else when it says the same twice, since a message may come late.
 * `wanted` is null for a device that is only read, and while the hub's clock is not set.
 */
export function observe(state: DeviceState, said: Report, wanted: Wanted | null, now: Instant): DeviceState {
  const known = withoutStart(advance(state, said, now), said);
  const certain = wanted ? withoutOldDoubt(known, wanted.plan, now) : known;
  const settled = restarted(state, certain, said) ? { ...certain, confirmed: null, doubt: null } : certain;
  const planned = wanted && plannedOn(wanted.plan, now);
  const goal = wanted && goalOf(wanted.control, wanted.plan, settled, now, wanted.zone);
  if (!wanted || !goal || planned === null || !states(said)) return settled;
  const before = state.on ?? state.confirmed?.on;
  const isFirstWord = state.statedAt === null;
  const verdict = judge(settled, said, { goal, now, control: wanted.control, before, isFirstWord });
  return after(verdict, settled, said, { goal, now, planned, until: nextChange(wanted.plan, now) });
}

interface Outcome {
  readonly goal: Goal;
  readonly now: Instant;
  readonly planned: boolean;
  readonly until: Instant | null;
}

function after(
  verdict: Verdict,
  state: DeviceState,
  said: Report,
  { goal, now, planned, until }: Outcome,
): DeviceState {
  const on = said.on ?? state.on ?? goal.on;
  const { timer } = state;
  switch (verdict) {
    case 'as-wanted':
      return { ...state, doubt: null, confirmed: { on: goal.on, mode: goal.mode, timer, at: now } };
    case 'not-yet':
      // A timer alone says nothing of a press.
      return tellsSwitch(said) ? { ...state, doubt: null } : state;
    case 'perhaps-pressed':
      return { ...state, doubt: state.doubt ?? { on, at: now } };
    case 'pressed':
      return {
        ...state,
        doubt: null,
        confirmed: { on, mode: on ? 'on' : 'off', timer, at: now },
        press: { on, at: now, against: planned, until },
      };
  }
}

const tellsSwitch = ({ on, mode }: Report): boolean => on !== undefined || mode !== undefined;
const states = (said: Report): boolean => tellsSwitch(said) || said.timer !== undefined;

function advance(state: DeviceState, said: Report, now: Instant): DeviceState {
  return {
    ...state,
    heardAt: now,
    statedAt: states(said) ? now : state.statedAt,
    on: said.on ?? (said.mode === 'timer' && state.mode !== 'timer' ? null : state.on),
    mode: said.mode ?? state.mode,
    timer: said.timer ?? state.timer,
    ...measured(state, said, now),
    clockAheadS: said.clock === undefined ? state.clockAheadS : said.clock - now,
    ip: said.ip ?? state.ip,
    bootedAt: said.uptimeS === undefined ? state.bootedAt : now - said.uptimeS,
    joinedAt: starts(said) ? now : state.joinedAt,
    gone: said.gone === true,
  };
}

const starts = ({ joined, cause }: Report): boolean => joined === true || cause === 'start';

const measured = (state: DeviceState, said: Report, now: Instant) => ({
  powerW: said.powerW ?? state.powerW,
  powerAt: said.powerW === undefined ? state.powerAt : (said.measuredAt ?? now),
  energyKWh: said.energyKWh ?? state.energyKWh,
  exportKWh: said.exportKWh ?? state.exportKWh,
});

function restarted({ confirmed }: DeviceState, { bootedAt, timer }: DeviceState, said: Report): boolean {
  if (starts(said)) return true;
  if (!confirmed) return false;
  if (bootedAt !== null && bootedAt > confirmed.at + UPTIME_TOLERANCE_S) return true;
  // A press leaves the timer as it is; only a restart loses it.
  return confirmed.timer !== null && timer !== null && timer !== confirmed.timer;
}

/** What was pressed at `then` would hold now: the plan has not changed what it wants since. */
export const isOfThisPlan = (plan: Plan, then: Instant, now: Instant): boolean =>
  plannedOn(plan, then) === plannedOn(plan, now);

/** What may have been pressed before the plan changed is not pressed against the new one. */
const withoutOldDoubt = (state: DeviceState, plan: Plan, now: Instant): DeviceState =>
  state.doubt && !isOfThisPlan(plan, state.doubt.at, now) ? { ...state, doubt: null, confirmed: null } : state;

/** What was the device's start, as its uptime says only now, was no press; after it had joined it was one. */
function withoutStart(state: DeviceState, { uptimeS }: Report): DeviceState {
  const { press, bootedAt, joinedAt } = state;
  if (uptimeS === undefined || !press || bootedAt === null) return state;
  const hadSaidSo = joinedAt !== null && joinedAt >= bootedAt - UPTIME_TOLERANCE_S && joinedAt <= press.at;
  const isStart = !hadSaidSo && bootedAt <= press.at + UPTIME_TOLERANCE_S && bootedAt > press.at - START_S;
  return isStart ? { ...state, press: null, confirmed: null, doubt: null } : state;
}

interface Judged {
  readonly goal: Goal;
  readonly now: Instant;
  readonly control: Control;
  /** Whether the device was on before it said this, as far as it is known. */
  readonly before: boolean | undefined;
  /** The hub has not heard it since its own start: both may have lost their power. */
  readonly isFirstWord: boolean;
}

type Verdict = 'as-wanted' | 'not-yet' | 'perhaps-pressed' | 'pressed';

function judge(state: DeviceState, said: Report, { goal, now, control, before, isFirstWord }: Judged): Verdict {
  if (said.cause === 'person' && pressedNow(said, goal, before)) return 'pressed';
  if (matches(state, goal, control)) return 'as-wanted';
  if (!unlikeConfirmed(state, said, goal)) return 'not-yet';
  const stayedOn = timerKept(state, control) || ranAllTheTime(state);
  if ((control.announcesPresses || isFirstWord) && !stayedOn) return 'not-yet';
  if (!control.ask) return 'pressed';
  return state.doubt && now - state.doubt.at >= SECOND_WORD_S ? 'pressed' : 'perhaps-pressed';
}

/** The device had reached this goal and says otherwise now, and it was not the hub. */
const unlikeConfirmed = (state: DeviceState, said: Report, goal: Goal): boolean =>
  tellsSwitch(said) && said.cause !== 'hub' && confirmedGoal(state, goal);

/** A word with its mode is said at the press. A status repeats who switched last: it tells of a press only where it changed. */
const pressedNow = ({ mode, on }: Report, goal: Goal, before: boolean | undefined): boolean =>
  mode !== undefined || (on !== undefined && on !== goal.on && before !== undefined && before !== on);

/** The device had confirmed this very goal, so a difference is not a command that was lost. */
export const confirmedGoal = ({ confirmed }: DeviceState, goal: Goal): boolean =>
  confirmed?.mode === goal.mode &&
  confirmed.on === goal.on &&
  (goal.mode !== 'timer' || confirmed.timer === goal.timer);

/** The timer that the hub set is still there: the device has not restarted. */
const timerKept = ({ confirmed, timer }: DeviceState, control: Control): boolean =>
  confirmed !== null &&
  confirmed.timer !== null &&
  confirmed.timer !== control.timer?.empty &&
  timer === confirmed.timer;

const ranAllTheTime = ({ confirmed, bootedAt }: DeviceState): boolean =>
  confirmed !== null && bootedAt !== null && bootedAt <= confirmed.at;

/** Whether the device is as the goal wants it, by its own words. */
export function matches(state: DeviceState, goal: Goal, { timer }: Control): boolean {
  if (goal.mode === 'timer')
    return (
      state.mode === 'timer' && state.timer === goal.timer && (timer?.actsAtItsTimes !== true || state.on === goal.on)
    );
  return state.on === goal.on && (state.mode !== 'timer' || state.timer === goal.timer);
}

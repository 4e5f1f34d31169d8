import {
  type Block,
  type Deadline,
  type DeviceState,
  type Plan,
  plan,
  repeat,
  type Signal,
  type Work,
} from '@hub/domain/planner';
import { calendarDay, DAY_S, type Instant } from '@hub/domain/time';
import { bankHolidays } from './bank-holidays';
import { cutOut } from './cap/room';
import { costOfPieces, type Decision, decisionOf, piecesOf } from './decision';
import { startDelayS } from './random-start';
import type { Schedule } from './schedule';
import { laddered, type LadderedSignal, type Rung } from './signal/ladder';
import { type Delivered, NOTHING, wattsByMinute, workOf } from './work';

/** A window is planned no longer than this before its deadline. */
const LONGEST_WINDOW_S = 7 * DAY_S;
/** Deadlines are looked for this far ahead; further only where none is near, as after a long pause. */
const NEAR_S = 10 * DAY_S;
const FAR_S = 400 * DAY_S;

/** What a plan rests on beside the schedule. */
export interface Circumstances {
  readonly now: Instant;
  readonly zone: string;
  /** Spreads the starts of several hubs. */
  readonly hub: string;
  /** Prices in micro-pence a kWh, the best source first. */
  readonly rungs: readonly Rung[];
  readonly state?: DeviceState | undefined;
  /** Stretches without room for this device under the household's power cap, in order. */
  readonly full?: readonly Block[];
  /** What a repetition has had so far. */
  readonly delivered?: (label: string) => Delivered;
}

/** The plan of one repetition. */
export interface NextRun {
  readonly label: string;
  readonly deadline: Instant;
  readonly plan: Plan;
  /** Minutes before the deadline that were kept free. */
  readonly reserveMinutes: number;
  /** Seconds after a price edge at which it starts. */
  readonly delayS: number;
  readonly decision: Decision;
  readonly used: LadderedSignal['used'];
}

/**
 * Plans of the repetitions whose deadlines lie within `aheadS`, at least the next one. Hub and page call this very function: a form's
 * preview is what the hub will do. The window of each begins at the deadline before it.
 */
export function nextRuns(schedule: Schedule, given: Circumstances, aheadS = 2 * DAY_S): readonly NextRun[] {
  const runs: NextRun[] = [];
  let from = given.now;
  for (const deadline of deadlinesOf(schedule, given)) {
    const [instant, label] = deadline;
    if (runs.length > 0 && instant > given.now + aheadS) break;
    const work = workOf(schedule, instant, given.delivered?.(label) ?? NOTHING, given.zone);
    if (wattsByMinute(work).length > 0) runs.push(runOf(schedule, given, deadline, from));
    from = instant;
  }
  return runs;
}

/** The deadlines ahead, with bank holidays as the schedule counts them. */
export function deadlinesOf(schedule: Schedule, circumstances: Circumstances): readonly Deadline[] {
  const near = deadlinesUntil(schedule, circumstances, NEAR_S);
  return near.length > 0 ? near : deadlinesUntil(schedule, circumstances, FAR_S);
}

function deadlinesUntil(schedule: Schedule, { now, zone }: Circumstances, aheadS: number): readonly Deadline[] {
  const year = Number(calendarDay(now, zone).slice(0, 4));
  return repeat({
    tz: zone,
    now,
    until: now + aheadS,
    week: schedule.week,
    holidays: [year, year + 1, year + 2].flatMap(bankHolidays),
    skip: schedule.skip,
    ...(schedule.once === null ? {} : { once: schedule.once }),
    ...(schedule.holidayAs === null ? {} : { holidayAs: schedule.holidayAs }),
    ...(schedule.pauseUntil === null ? {} : { pauseUntil: schedule.pauseUntil }),
  }).deadlines;
}

/** Prices up to a deadline; where the cap leaves no room there is none. */
export function openPrices({ now, rungs, full = [] }: Circumstances, deadline: Instant): LadderedSignal {
  const prices = laddered(rungs, Math.floor(now / 60) * 60, deadline);
  return { ...prices, signal: cutOut(prices.signal, full) };
}

function runOf(schedule: Schedule, given: Circumstances, [deadline, label]: Deadline, from: Instant): NextRun {
  const delayS = schedule.spreadStart ? startDelayS(given.hub, schedule.deviceId, label.slice(0, 10)) : 0;
  const now = Math.max(given.now, deadline - LONGEST_WINDOW_S);
  const prices = openPrices({ ...given, now }, deadline);
  const work = workIn(schedule, given, { deadline, label, from, now, prices });
  const chosen = withReserve(work, { now, signal: prices.signal }, schedule.reserveMinutes, delayS);
  const watts = wattsByMinute(work);
  const short = chosen.plan.shortfall > 0 && fitsWithoutCap(chosen.plan, work, { ...given, now });
  const delayed = delayedPlan(chosen.plan, { work, watts, signal: prices.signal, delayS: chosen.delayS });
  const oneBlock = 'profile' in work.amount || work.interruptible !== true;
  const since = Math.max(now, from, work.earliest ?? 0);
  return {
    label,
    deadline,
    ...chosen,
    ...delayed,
    ...(short ? { plan: { ...delayed.plan, reason: 'cap' as const } } : {}),
    decision: decisionOf(delayed.plan, { now: since, deadline, signal: prices.signal, watts, oneBlock }),
    used: prices.used,
  };
}

/** Whether the cap alone is why work is left over. */
function fitsWithoutCap({ reason }: Plan, work: Work, { full = [], ...open }: Circumstances): boolean {
  if (reason === null || full.length === 0) return false;
  const { signal } = openPrices(open, work.deadline);
  return plan({ ...work, now: open.now, signal }).shortfall === 0;
}

interface RunWindow {
  readonly deadline: Instant;
  readonly label: string;
  readonly from: Instant;
  readonly now: Instant;
  readonly prices: LadderedSignal;
}

/** The work of one repetition in its window; only the next one knows what the device does now. */
function workIn(schedule: Schedule, given: Circumstances, { deadline, label, from, now, prices }: RunWindow): Work {
  const base = workOf(schedule, deadline, given.delivered?.(label) ?? NOTHING, given.zone);
  const isOwn = from === given.now && now === given.now;
  return {
    ...base,
    ...(isOwn ? {} : { earliest: Math.max(base.earliest ?? 0, from) }),
    ...(isOwn && given.state ? { state: given.state } : {}),
    ...(prices.used.every(({ rung }) => rung === 'latest') ? { prefer: 'late' as const } : {}),
  };
}

interface Market {
  readonly now: Instant;
  readonly signal: Signal;
}

/** Done before the reserve and the delay if nothing is cut short by it; otherwise the reserve is given up, then the delay. */
function withReserve(
  work: Work,
  market: Market,
  reserveMinutes: number,
  delayS: number,
): { readonly plan: Plan; readonly reserveMinutes: number; readonly delayS: number } {
  const tries = [
    { reserveMinutes, delayS },
    { reserveMinutes: 0, delayS },
    { reserveMinutes: 0, delayS: 0 },
  ].map((given) => ({
    ...given,
    plan: plan({ ...work, ...market, deadline: work.deadline - given.reserveMinutes * 60 - given.delayS }),
  }));
  const least = Math.min(...tries.map((one) => one.plan.shortfall));
  const found = tries.find((one) => one.plan.shortfall === least);
  if (found === undefined) throw new Error('one of three is the least');
  return found;
}

interface Delay {
  readonly work: Work;
  readonly watts: readonly number[];
  readonly signal: Signal;
  readonly delayS: number;
}

/** Moves a plan that starts at a price edge by the delay; a run in progress stays, and so does what the ceiling would stop. */
function delayedPlan(planned: Plan, delay: Delay): { readonly plan: Plan; readonly delayS: number } {
  const { work, watts, signal, delayS } = delay;
  const goesOn = work.state?.on === true;
  const first = planned.blocks[0]?.[0];
  const atEdge = signal.some(([start], index) => start === first && signal[index - 1]?.[2] !== signal[index]?.[2]);
  if (delayS === 0 || goesOn || !atEdge) return { plan: planned, delayS: 0 };
  const blocks = planned.blocks.map(([start, end]) => [start + delayS, end + delayS] as const);
  const cost = costOfPieces(piecesOf(blocks, watts), signal, work.ceiling);
  return cost === undefined ? { plan: planned, delayS: 0 } : { plan: { ...planned, blocks, cost }, delayS };
}

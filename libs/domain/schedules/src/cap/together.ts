import { type JointDevice, planJoint, type Signal } from '@hub/domain/planner';
import { DAY_S, HALF_HOUR_S, type Instant } from '@hub/domain/time';
import { type Delivered, NOTHING, wattsByMinute, workOf } from '../work';
import type { Schedule } from '../schedule';
import type { Load } from './room';

/** A repetition that is to run with others under one cap. */
export interface Contender {
  readonly key: string;
  readonly schedule: Schedule;
  readonly deadline: Instant;
  /** The deadline before it. */
  readonly from: Instant;
  readonly delivered?: Delivered;
}

interface House {
  readonly now: Instant;
  readonly zone: string;
  readonly signal: Signal;
  readonly capW: number;
  /** What is taken anyhow: the house by its forecast, runs that have begun. */
  readonly taken: readonly Load[];
}

const LEAST_STEP_S = 300;
/** Steps of the shared grid: so many take the planner a tenth of a second with ten devices. */
const MOST_STEPS = 96;
/** Further ahead nothing is planned together. */
const LONGEST_S = 2 * DAY_S;

/**
 * Where each runs best when all share the cap, on a grid of 5 to 30 minutes: a guide, by which each is then planned to the minute in
 * the room that the others leave. What is taken anyhow is a run in progress that nothing stops.
 */
export function guides(contenders: readonly Contender[], house: House): ReadonlyMap<string, readonly Load[]> {
  const near = contenders.filter(({ deadline }) => deadline <= house.now + LONGEST_S);
  const last = near.reduce((most, { deadline }) => Math.max(most, deadline), house.now + HALF_HOUR_S);
  const stepS = Math.min(
    HALF_HOUR_S,
    Math.max(LEAST_STEP_S, Math.ceil((last - house.now) / MOST_STEPS / LEAST_STEP_S) * LEAST_STEP_S),
  );
  const now = Math.ceil(house.now / stepS) * stepS;
  const end = Math.ceil(last / stepS) * stepS;
  const { plans } = planJoint({
    now,
    step: stepS,
    signal: house.signal,
    capW: house.capW,
    devices: [...near.map((one) => onGrid(one, house, stepS)), inProgress(house.taken, now, end, stepS)],
  });
  return new Map(
    near.map(({ key, schedule }, index) => {
      const watts = mostWatts(schedule);
      return [key, (plans[index]?.blocks ?? []).map(([start, stop]) => ({ start, end: stop, watts }))];
    }),
  );
}

/** The greatest power of a schedule's work. */
export const mostWatts = ({ task, powerW }: Schedule): number =>
  task.kind === 'profile' ? task.phases.reduce((most, [, watts]) => Math.max(most, watts), 0) : powerW;

function onGrid(
  { key, schedule, deadline, from, delivered = NOTHING }: Contender,
  house: House,
  stepS: number,
): JointDevice {
  const work = workOf(schedule, deadline, delivered, house.zone);
  const up = (minutes: number): number => Math.ceil((minutes * 60) / stepS) * (stepS / 60);
  const earliest = Math.max(from, work.earliest ?? 0);
  return {
    id: key,
    amount: { minutes: up(wattsByMinute(work).length) },
    powerW: mostWatts(schedule),
    interruptible: schedule.interruptible && schedule.task.kind !== 'profile',
    deadline: Math.floor(deadline / stepS) * stepS,
    minOn: up(work.minOn ?? 0),
    minOff: up(work.minOff ?? 0),
    ...(earliest > house.now ? { earliest: Math.ceil(earliest / stepS) * stepS } : {}),
    ...(work.maxStarts === undefined ? {} : { maxStarts: work.maxStarts }),
    ...(work.ceiling === undefined ? {} : { ceiling: work.ceiling }),
  };
}

function inProgress(taken: readonly Load[], now: Instant, end: Instant, stepS: number): JointDevice {
  const steps = Math.max(0, (end - now) / stepS);
  const profile = Array.from({ length: steps }, (_, step): [number, number] => {
    const start = now + step * stepS;
    return [stepS / 60, mostWithin(taken, start, start + stepS)];
  });
  return { id: 'taken', amount: { profile }, deadline: end, state: { on: true, since: now } };
}

/** The greatest sum within a stretch, whole watts. */
function mostWithin(loads: readonly Load[], start: Instant, end: Instant): number {
  const here = loads.filter((load) => load.start < end && load.end > start);
  const at = (time: Instant): number =>
    here.reduce((sum, load) => (load.start <= time && time < load.end ? sum + load.watts : sum), 0);
  const edges = [start, ...here.map((load) => load.start).filter((time) => time > start)];
  return Math.ceil(Math.max(...edges.map(at)));
}

import type { Amount, Block } from '@hub/domain/planner';
import type { Instant } from '@hub/domain/time';
import { blockAt, joined } from './blocks';
import { costOfPieces, piecesOf } from './decision';
import { type Published, replaces } from './hysteresis';
import { type Circumstances, deadlinesOf, type NextRun, nextRuns, openPrices } from './next-runs';
import type { Schedule } from './schedule';
import { type Delivered, wattsByMinute, workOf } from './work';

export interface Replanned {
  readonly runs: readonly NextRun[];
  /** Something of the published plans was replaced. */
  readonly changed: boolean;
}

export interface Standing {
  readonly schedule: Schedule;
  /** Plans that hold. */
  readonly published: readonly NextRun[];
  readonly circumstances: Circumstances;
  readonly delivered: (label: string) => Delivered;
  /** Since when the device runs for the next repetition. */
  readonly onSince: Instant | undefined;
  /** A run was interrupted: the rest of one block is run at once. */
  readonly interrupted: boolean;
}

type Profile = Extract<Amount, { readonly profile: unknown }>;

/** Minutes by which the end of a run may be wrong while more of it lies ahead. */
const MEASURED_LOOSE_MIN = 5;
/** Repetitions planned at a time; the control loop looks two days ahead at most. */
const MOST_RUNS = 4;

/** Plans again, and keeps of the published what is not noticeably worse. A run that has begun keeps its beginning. */
export function replan(standing: Standing): Replanned {
  const { schedule, published, delivered, interrupted, onSince } = standing;
  const { now } = standing.circumstances;
  const resumed = interrupted && (!schedule.interruptible || schedule.task.kind === 'profile');
  const since = onSince ?? (resumed ? now : undefined);
  const state = since === undefined ? undefined : { on: true, since };
  const circumstances = { ...standing.circumstances, state, delivered };
  const fresh = nextRuns(schedule, circumstances).slice(0, MOST_RUNS);
  const runs = fresh.map((run, index) => {
    const before = published.find(({ label }) => label === run.label);
    const past = before === undefined ? [] : pastBlocks(before.plan.blocks, now);
    // A device that is on has to be on in the plan: the rest of an interrupted block comes at once.
    const holds = index > 0 || state === undefined || (before !== undefined && covers(before, now));
    if (before && holds && !replaces(run.plan, stillWorth(before, standing))) return before;
    return { ...run, plan: { ...run.plan, blocks: joined([...past, ...run.plan.blocks]) } };
  });
  const ending = endingRun(standing, fresh);
  if (ending !== undefined) runs.unshift(ending);
  return { runs, changed: JSON.stringify(runs.map(shape)) !== JSON.stringify(published.map(shape)) };
}

/** A run in its last half minute: by whole minutes its work is done, by the clock it goes on to its end. */
function endingRun(
  { published, circumstances, delivered, schedule }: Standing,
  fresh: readonly NextRun[],
): NextRun | undefined {
  const { now, zone } = circumstances;
  const [run] = published;
  if (run === undefined || run.deadline <= now || !covers(run, now)) return undefined;
  const { amount } = workOf(schedule, run.deadline, delivered(run.label), zone);
  const done = 'wh' in amount || fresh.some(({ label }) => label === run.label);
  return done || delivered(run.label).seconds >= minutesOf(amount) * 60 ? undefined : run;
}

const minutesOf = (amount: { readonly minutes: number } | Profile): number =>
  'minutes' in amount ? amount.minutes : amount.profile.reduce((sum, [minutes]) => sum + minutes, 0);

const covers = ({ plan }: NextRun, now: Instant): boolean => blockAt(plan.blocks, now) !== undefined;

const shape = ({ label, plan }: NextRun): unknown => [label, plan.blocks, plan.shortfall];

/** What has run, and the beginning of what runs, up to the next whole minute. */
function pastBlocks(blocks: readonly Block[], now: Instant): readonly Block[] {
  const next = Math.ceil(now / 60) * 60;
  return blocks.filter(([start]) => start < now).map(([start, end]) => [start, Math.min(end, next)] as const);
}

/** The published plan by the prices of now: what is left of it, or undefined where it no longer does the work. */
function stillWorth(run: NextRun, { schedule, circumstances, delivered }: Standing): Published {
  const { now, zone } = circumstances;
  const work = workOf(schedule, run.deadline, delivered(run.label), zone);
  const watts = wattsByMinute(work);
  const next = Math.ceil(now / 60) * 60;
  const blocks = run.plan.blocks.flatMap(([start, end]): Block[] => (end > next ? [[Math.max(start, next), end]] : []));
  const minutes = Math.round(blocks.reduce((sum, [start, end]) => sum + end - start, 0) / 60);
  // A minute more or less is the rounding of what was delivered; what is measured moves the end of a long run by more.
  const missing = watts.length - minutes;
  const loose = 'wh' in work.amount && minutes > MEASURED_LOOSE_MIN ? MEASURED_LOOSE_MIN : 1;
  if (Math.abs(missing - run.plan.shortfall) > loose) return { blocks, cost: undefined, shortfall: missing };
  const { signal } = openPrices(circumstances, run.deadline);
  return { blocks, cost: costOfPieces(piecesOf(blocks, watts), signal, work.ceiling), shortfall: run.plan.shortfall };
}

/** The repetition whose work is done but whose deadline lies ahead. */
export function doneAhead(
  schedule: Schedule,
  circumstances: Circumstances,
  delivered: (label: string) => Delivered,
): { readonly label: string; readonly deadline: Instant } | undefined {
  const [next] = deadlinesOf(schedule, circumstances);
  if (next === undefined) return undefined;
  const [deadline, label] = next;
  const left = wattsByMinute(workOf(schedule, deadline, delivered(label), circumstances.zone));
  return left.length === 0 ? { label, deadline } : undefined;
}

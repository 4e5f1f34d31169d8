import { fullStretches, MICRO, mostWatts, type NextRun, nextRuns } from '@hub/domain/schedules';
import type { ScheduleRule } from './rule';
import type { NextRunView, SchedulePrices } from './schedule';

/** Repetitions that a preview shows. */
const PREVIEWED = 3;

/**
 * What a rule would do by the prices of `now`, in the room that other plans leave under the power cap: the form's preview in the browser,
 * and the hub's own answer. `own`: the schedule that the rule is of; its plan makes room for itself.
 */
export function previewRuns(
  rule: ScheduleRule,
  { now, zone, hub, rungs, cap }: SchedulePrices,
  own?: number,
): NextRunView[] {
  const others = cap?.taken.filter(({ scheduleId }) => scheduleId === null || scheduleId !== own) ?? [];
  const full = cap === undefined ? [] : fullStretches(others, cap.capW, mostWatts(rule));
  return nextRuns(rule, { now, zone, hub, rungs, full }).slice(0, PREVIEWED).map(nextRunView);
}

/** A plan's cost, Σ micro-pence × watts over minutes, in pence to a thousandth. */
export const costPence = (cost: number): number => Math.round((cost / 60 / 1000 / MICRO) * 1000) / 1000;
const penceOrNull = (cost: number | null): number | null => (cost === null ? null : costPence(cost));

/** A run in the units of the API. */
export const nextRunView = ({
  label,
  deadline,
  plan,
  reserveMinutes,
  delayS,
  decision,
  used,
}: NextRun): NextRunView => ({
  label,
  deadline,
  blocks: plan.blocks.map(([start, end]) => [start, end]),
  shortfallMinutes: plan.shortfall,
  reason: plan.reason,
  reserveMinutes,
  delayS,
  cost: {
    chosenPence: costPence(decision.chosen),
    startNowPence: penceOrNull(decision.startNow),
    latestPence: penceOrNull(decision.latest),
    averagePence: penceOrNull(decision.average),
  },
  prices: used.map((stretch) => ({ ...stretch })),
});

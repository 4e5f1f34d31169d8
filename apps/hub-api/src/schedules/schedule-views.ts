import type { NextRunView, ScheduleView } from '@hub/contracts';
import { MICRO, type NextRun } from '@hub/domain/schedules';
import type { HeldSchedule } from './held-schedule';

/** A plan's cost, Σ micro-pence × watts over minutes, in pence to a thousandth. */
export const penceOf = (cost: number): number => Math.round((cost / 60 / 1000 / MICRO) * 1000) / 1000;
const penceOrNull = (cost: number | null): number | null => (cost === null ? null : penceOf(cost));

export const runView = ({ label, deadline, plan, reserveMinutes, delayS, decision, used }: NextRun): NextRunView => ({
  label,
  deadline,
  blocks: plan.blocks.map(([start, end]) => [start, end]),
  shortfallMinutes: plan.shortfall,
  reason: plan.reason,
  reserveMinutes,
  delayS,
  cost: {
    chosenPence: penceOf(decision.chosen),
    startNowPence: penceOrNull(decision.startNow),
    latestPence: penceOrNull(decision.latest),
    averagePence: penceOrNull(decision.average),
  },
  prices: used.map((stretch) => ({ ...stretch })),
});

export const scheduleView = ({ id, rule, standing, published }: HeldSchedule, interrupted: boolean): ScheduleView => ({
  id,
  rule,
  standing,
  plannedAt: published?.at ?? null,
  pricesAsOf: published?.pricesAsOf ?? null,
  interrupted,
  next: (published?.runs ?? []).map(runView),
});

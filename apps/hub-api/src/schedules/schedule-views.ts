import { nextRunView, type ScheduleView } from '@hub/contracts';
import type { HeldSchedule } from './held-schedule';

export const scheduleView = ({ id, rule, standing, published }: HeldSchedule, interrupted: boolean): ScheduleView => ({
  id,
  rule,
  standing,
  plannedAt: published?.at ?? null,
  pricesAsOf: published?.pricesAsOf ?? null,
  interrupted,
  next: (published?.runs ?? []).map(nextRunView),
});

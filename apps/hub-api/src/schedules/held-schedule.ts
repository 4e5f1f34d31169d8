import type { StoredSchedule } from '@hub/adapters/hub-database';
import { ScheduleRule, ScheduleStanding } from '@hub/contracts';
import type { NextRun } from '@hub/domain/schedules';
import type { Instant } from '@hub/domain/time';
import * as z from 'zod/mini';

/** The plans that hold, and when they and their prices were made. */
export interface PublishedPlans {
  readonly at: Instant;
  readonly pricesAsOf: Instant | null;
  readonly runs: readonly NextRun[];
}

/** A schedule in memory. */
export interface HeldSchedule {
  readonly id: number;
  readonly rule: ScheduleRule;
  readonly standing: ScheduleStanding;
  readonly published: PublishedPlans | null;
}

export const IN_FORCE: ScheduleStanding = { enabled: true, boostFrom: null, boostUntil: null };

export const storedOf = ({ id, rule, standing, published }: HeldSchedule): StoredSchedule => ({
  id,
  deviceId: rule.deviceId,
  rule: JSON.stringify(rule),
  standing: JSON.stringify(standing),
  published: published === null ? null : JSON.stringify(published),
});

/** Throws for a row that an earlier or later release wrote and this one cannot read. */
export function heldOf({ id, rule, standing, published }: StoredSchedule): HeldSchedule {
  return {
    id,
    rule: z.parse(ScheduleRule, JSON.parse(rule)),
    standing: z.parse(ScheduleStanding, JSON.parse(standing)),
    published: published === null ? null : (JSON.parse(published) as PublishedPlans),
  };
}

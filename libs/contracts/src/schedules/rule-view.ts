import * as z from 'zod/mini';
import type { ScheduleRule } from './rule';

const Task = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('minutes'), minutes: z.number() }),
  z.object({ kind: z.literal('energy'), wh: z.number() }),
  z.object({
    kind: z.literal('charge'),
    capacityWh: z.number(),
    fromPercent: z.number(),
    toPercent: z.number(),
  }),
  z.object({ kind: z.literal('profile'), phases: z.array(z.tuple([z.number(), z.number()])) }),
]);

/** A rule in an answer. It was checked when it was saved, so pages that only read need none of those checks in their first script. */
export const ScheduleRuleView: z.ZodMiniType<ScheduleRule> = z.object({
  deviceId: z.number(),
  task: Task,
  powerW: z.number(),
  interruptible: z.boolean(),
  minOnMinutes: z.number(),
  minOffMinutes: z.number(),
  maxStarts: z.nullable(z.number()),
  ceilingPence: z.nullable(z.number()),
  earliest: z.nullable(z.string()),
  week: z.array(z.array(z.string())),
  once: z.nullable(z.object({ date: z.string(), time: z.string() })),
  holidayAs: z.nullable(z.number()),
  pauseUntil: z.nullable(z.string()),
  skip: z.array(z.string()),
  prefer: z.enum(['early', 'late']),
  reserveMinutes: z.number(),
  spreadStart: z.boolean(),
  onCompletion: z.enum(['off', 'on']),
});

import * as z from 'zod/mini';
import { MOST_POWER_W, MOST_TASK_MINUTES, ScheduleTask, taskMinutes, whole } from './task';

const ClockTimeText = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
const DayText = z.iso.date();
const LabelText = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/));

const Week = z.array(z.array(ClockTimeText).check(z.maxLength(4))).check(z.length(7));

/**
 * A household's rule for one device: what is to be done, and by when. Units: minutes, Wh, W, pence a kWh without VAT; times are local.
 * `week` begins with Monday. Null means no limit, or that the field is not used.
 */
export const ScheduleRule = z
  .object({
    deviceId: whole(1, 2 ** 31),
    task: ScheduleTask,
    powerW: whole(1, MOST_POWER_W),
    interruptible: z._default(z.boolean(), false),
    minOnMinutes: z._default(whole(0, 720), 0),
    minOffMinutes: z._default(whole(0, 720), 0),
    maxStarts: z._default(z.nullable(whole(1, 50)), null),
    ceilingPence: z._default(z.nullable(z.number().check(z.minimum(-1000), z.maximum(1000))), null),
    earliest: z._default(z.nullable(ClockTimeText), null),
    week: z._default(Week, [[], [], [], [], [], [], []]),
    once: z._default(z.nullable(z.object({ date: DayText, time: ClockTimeText })), null),
    holidayAs: z._default(z.nullable(whole(0, 7)), null),
    pauseUntil: z._default(z.nullable(DayText), null),
    skip: z._default(z.array(LabelText).check(z.maxLength(50)), []),
    prefer: z._default(z.enum(['early', 'late']), 'early'),
    reserveMinutes: z._default(whole(0, 240), 10),
    spreadStart: z._default(z.boolean(), true),
    onCompletion: z._default(z.enum(['off', 'on']), 'off'),
  })
  .check(
    z.refine(({ once, week }) => once !== null || week.some((times) => times.length > 0), {
      path: ['week'],
      error: 'needs a day in `week`, or `once`',
    }),
    z.refine(({ task, powerW }) => taskMinutes(task, powerW) <= MOST_TASK_MINUTES, {
      path: ['task'],
      error: `takes more than ${MOST_TASK_MINUTES} minutes at this power`,
    }),
  );
export type ScheduleRule = z.infer<typeof ScheduleRule>;

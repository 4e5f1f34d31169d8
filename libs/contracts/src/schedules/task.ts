import * as z from 'zod/mini';

/** Two days on: longer work would not fit between two deadlines. */
export const MOST_TASK_MINUTES = 2880;
export const MOST_TASK_WH = 200_000;
export const MOST_POWER_W = 25_000;

/** A whole number from `least` to `most`. */
export const whole = (least: number, most: number) => z.number().check(z.int(), z.minimum(least), z.maximum(most));

const Phase = z.tuple([whole(1, 600), whole(0, 25_000)]);
/** What is to be done. */
export const ScheduleTask = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('minutes'), minutes: whole(1, MOST_TASK_MINUTES) }),
  z.object({ kind: z.literal('energy'), wh: whole(1, MOST_TASK_WH) }),
  z.object({
    kind: z.literal('charge'),
    capacityWh: whole(1, MOST_TASK_WH),
    fromPercent: whole(0, 100),
    toPercent: whole(0, 100),
  }),
  z.object({ kind: z.literal('profile'), phases: z.array(Phase).check(z.minLength(1), z.maxLength(20)) }),
]);
export type ScheduleTask = z.infer<typeof ScheduleTask>;

/** Minutes that a task takes at a power; of a battery as if it were empty. */
export function taskMinutes(task: ScheduleTask, powerW: number): number {
  switch (task.kind) {
    case 'minutes':
      return task.minutes;
    case 'energy':
      return (task.wh * 60) / powerW;
    case 'charge':
      return (task.capacityWh * 60) / powerW;
    case 'profile':
      return task.phases.reduce((sum, [minutes]) => sum + minutes, 0);
  }
}

import type { ScheduleTask } from './rule';

/** Two days on: longer work would not fit between two deadlines. */
export const MOST_TASK_MINUTES = 2880;
export const MOST_TASK_WH = 200_000;
export const MOST_POWER_W = 25_000;

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

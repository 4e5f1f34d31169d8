export { MOST_POWER_W, MOST_TASK_MINUTES, MOST_TASK_WH, type ScheduleTask, taskMinutes } from './task';
export * from './power-cap';
export * from './preview';
export * from './requests';
export * from './rule';
export * from './schedule';

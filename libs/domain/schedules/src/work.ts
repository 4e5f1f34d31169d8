import { type Amount, readyAt, type Work } from '@hub/domain/planner';
import { calendarDay, type Instant, shiftDay } from '@hub/domain/time';
import { chargeWh, type Schedule } from './schedule';

/** Micro-pence: whole numbers that keep four decimals of a penny and more. */
export const MICRO = 1_000_000;

export interface Delivered {
  readonly seconds: number;
  readonly wh: number;
}

export const NOTHING: Delivered = { seconds: 0, wh: 0 };

/** A schedule's work before one deadline, as the planner wants it. */
export function workOf(schedule: Schedule, deadline: Instant, delivered: Delivered, zone: string): Work {
  const { task, powerW, interruptible, minOnMinutes, minOffMinutes, maxStarts, ceilingPence, prefer } = schedule;
  const amount = amountOf(schedule);
  const profile = task.kind === 'profile';
  const earliest = earliestOf(schedule, deadline, zone);
  return {
    amount,
    deadline,
    prefer,
    delivered: 'wh' in amount ? Math.round(delivered.wh) : Math.round(delivered.seconds / 60),
    minOff: minOffMinutes,
    ...(profile ? {} : { powerW, interruptible, minOn: minOnMinutes }),
    ...(!profile && interruptible && maxStarts !== null ? { maxStarts } : {}),
    ...(ceilingPence === null ? {} : { ceiling: Math.round(ceilingPence * MICRO) }),
    ...(earliest === undefined ? {} : { earliest }),
  };
}

function amountOf({ task }: Schedule): Amount {
  switch (task.kind) {
    case 'minutes':
      return { minutes: task.minutes };
    case 'energy':
      return { wh: task.wh };
    case 'charge':
      return { wh: chargeWh(task.capacityWh, task.fromPercent, task.toPercent) };
    case 'profile':
      return { profile: task.phases };
  }
}

/** The last time before the deadline at which the clock shows `earliest`. */
function earliestOf({ earliest }: Schedule, deadline: Instant, zone: string): Instant | undefined {
  if (earliest === null) return undefined;
  const day = calendarDay(deadline, zone);
  const sameDay = readyAt(day, earliest, zone);
  return sameDay < deadline ? sameDay : readyAt(shiftDay(day, -1), earliest, zone);
}

/** Watts of each minute that is still to run. */
export function wattsByMinute({ amount, powerW = 0, delivered = 0 }: Work): readonly number[] {
  if ('profile' in amount) {
    return amount.profile.flatMap(([minutes, watts]) => Array<number>(minutes).fill(watts)).slice(delivered);
  }
  const minutes = 'wh' in amount ? Math.ceil((60 * (amount.wh - delivered)) / powerW) : amount.minutes - delivered;
  return Array<number>(Math.max(0, minutes)).fill(powerW);
}

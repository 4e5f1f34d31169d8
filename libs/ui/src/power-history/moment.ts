import { DAY_S } from '@hub/domain/time';
import { formatClock } from '../format/clock';
import { shortMonthText, shortWeekdayText } from '../format/day';
import { dayOf } from '../format/soon';

/** "Mon 23 Nov 2026, 16:05"; of points of a day or more the day alone. */
export function momentText(timeS: number, stepS = 0): string {
  const day = dayOf(timeS);
  const month = day.slice(0, 7);
  const date = `${shortWeekdayText(day)} ${Number(day.slice(8))} ${shortMonthText(month)} ${day.slice(0, 4)}`;
  return stepS >= DAY_S ? date : `${date}, ${formatClock(timeS)}`;
}

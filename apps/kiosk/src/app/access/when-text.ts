import { formatClock } from '@hub/ui';
import { dayOf, shortDayText } from '@hub/ui/format';

/** "20 November, 16:05" of a unix second; today's without the day. */
export function whenText(timeS: number, nowS: number): string {
  const clock = formatClock(timeS);
  return dayOf(timeS) === dayOf(nowS) ? clock : `${shortDayText(dayOf(timeS))}, ${clock}`;
}

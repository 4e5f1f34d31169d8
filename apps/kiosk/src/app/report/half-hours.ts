import { type DayHalfHour } from '@hub/contracts';
import { type CalendarDay, dayStart, HALF_HOUR_S, halfHoursOfDay } from '@hub/domain/time';
import { formatClock, HOUSE_ZONE } from '@hub/ui';
import { type Stack, type StackPart } from '@hub/ui/stack-chart';

export type Unit = 'energy' | 'money';

/** First and last-but-excluded unix second of a day of 46, 48 or 50 half-hours. */
export function daySpan(day: CalendarDay): { readonly startS: number; readonly endS: number } {
  const startS = dayStart(day, HOUSE_ZONE);
  return { startS, endS: startS + halfHoursOfDay(day, HOUSE_ZONE) * HALF_HOUR_S };
}

/** The columns of a day, one a half-hour. */
export function halfHourStacks(halfHours: readonly DayHalfHour[], unit: Unit): readonly Stack[] {
  return halfHours.map((half) => {
    const clockText = formatClock(half.time);
    return {
      label: clockText.endsWith(':00') ? clockText : '',
      name: `${clockText}–${formatClock(half.time + HALF_HOUR_S)}`,
      state: half.useKWh === null ? 'missing' : half.estimated ? 'estimated' : 'known',
      parts: unit === 'money' ? moneyParts(half) : energyParts(half),
    };
  });
}

/** A share that is not known yet is not shown: all of the use is then the band's. */
function energyParts({ useKWh, hydroKWh, band }: DayHalfHour): readonly StackPart[] {
  if (useKWh === null) return [];
  const shared = Math.min(useKWh, hydroKWh ?? 0);
  return [
    { name: 'hydro', value: shared },
    { name: band, value: useKWh - shared },
  ];
}

function moneyParts({ hydroPence, importPence, band }: DayHalfHour): readonly StackPart[] {
  if (hydroPence === null || importPence === null) return [];
  return [
    { name: 'hydro', value: hydroPence },
    { name: band, value: importPence },
  ];
}

import { type CalendarDay, shiftDay } from '@hub/domain/time';
import { type Unit } from './half-hours';
import { monthSpan } from './periods';

export type Period = 'day' | 'month';

/** `period` in the address of a report: "month"; anything else is a day. */
export function periodIn(text: unknown): Period {
  return text === 'month' ? 'month' : 'day';
}

/** `unit` in the address: "pounds"; anything else is energy. */
export function unitIn(text: unknown): Unit {
  return text === 'pounds' ? 'money' : 'energy';
}

/** As `unitIn` reads it; undefined, which leaves the address short, for what is shown unless asked. */
export function unitOut(unit: string): 'pounds' | undefined {
  return unit === 'money' ? 'pounds' : undefined;
}

/** `month` in the address, "2026-11"; undefined for anything else. */
export function monthIn(text: unknown): string | undefined {
  return typeof text === 'string' && /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text) ? text : undefined;
}

/** `date` in the address: a day, or of a month its last day; undefined for what is none. */
export function dateIn(text: unknown): CalendarDay | undefined {
  const month = monthIn(text);
  if (month !== undefined) return monthSpan(month).last;
  if (typeof text !== 'string') return undefined;
  try {
    return shiftDay(text, 0);
  } catch {
    // Somebody typed it: 30 February, or no date at all. The newest day is shown.
    return undefined;
  }
}

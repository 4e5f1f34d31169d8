import {
  type CalendarDay,
  dayEnd,
  dayStart,
  HALF_HOUR_S,
  halfHoursOfDay,
  HALF_HOURS_A_DAY,
  zoneOf,
} from '@hub/domain/time';

/** Half-hours of a day as the settlement server writes them: watt-hours, null where there is no reading. */
type Cells = readonly (number | null)[];

/**
 * The half-hours of a day from local midnight, one after the other: 46, 48 or 50. On a day of a clock change a row may be written by the
 * wall clock instead, with 48 places: a short day's row then has readings beyond its end, and the places of the hour that is left out hold
 * nothing true; a long day's row is full with 48, and has the hour that comes twice once. NaN where there is no reading.
 */
export function layDay(day: CalendarDay, cells: Cells, zone: string): Float64Array {
  const count = halfHoursOfDay(day, zone);
  const at = changeSlot(day, zone);
  const away = Math.abs(count - HALF_HOURS_A_DAY);
  if (at === undefined || cells.length < HALF_HOURS_A_DAY) return laid(cells, count);
  const byWallClock =
    count < HALF_HOURS_A_DAY
      ? cells.slice(count, HALF_HOURS_A_DAY).some((wh) => wh !== null)
      : cells.slice(HALF_HOURS_A_DAY).every((wh) => wh === null) && isFull(cells);
  if (!byWallClock) return laid(cells, count);
  if (count < HALF_HOURS_A_DAY) return laid([...cells.slice(0, at), ...cells.slice(at + away)], count);
  return laid([...cells.slice(0, at), ...Array<null>(away).fill(null), ...cells.slice(at)], count);
}

const isFull = (cells: Cells): boolean => cells.slice(0, HALF_HOURS_A_DAY).every((wh) => wh !== null);

const laid = (cells: Cells, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, slot) => cells[slot] ?? NaN);

/** Half-hours from midnight to the clock change of a day that is shorter or longer than 24 hours. */
function changeSlot(day: CalendarDay, zone: string): number | undefined {
  const start = dayStart(day, zone);
  const change = zoneOf(zone).changeAfter(start, dayEnd(day, zone) - 1);
  return change === undefined ? undefined : (change - start) / HALF_HOUR_S;
}

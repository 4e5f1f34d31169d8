import { describe, expect, it } from 'vitest';
import { calendarDay, daysBetween, dayStart, halfHoursOfDay, shiftDay, weekdayOf } from './calendar-day';

const LONDON = 'Europe/London';
const at = (iso: string): number => Date.parse(iso) / 1000;

describe('calendar days', () => {
  it.each([
    ['2026-03-29', '2026-03-29T00:00:00Z', 46],
    ['2026-06-10', '2026-06-09T23:00:00Z', 48],
    ['2026-10-25', '2026-10-24T23:00:00Z', 50],
    ['2026-12-25', '2026-12-25T00:00:00Z', 48],
  ])('%s starts at %s and has %i half-hours', (day, start, halfHours) => {
    expect(dayStart(day, LONDON)).toBe(at(start));
    expect(halfHoursOfDay(day, LONDON)).toBe(halfHours);
    for (let slot = 0; slot < halfHours; slot += 1) expect(calendarDay(at(start) + slot * 1800, LONDON)).toBe(day);
    expect(calendarDay(at(start) - 1, LONDON)).toBe(shiftDay(day, -1));
    expect(calendarDay(at(start) + halfHours * 1800, LONDON)).toBe(shiftDay(day, 1));
  });

  it('shifts over months, years and leap days', () => {
    expect(shiftDay('2027-12-31', 1)).toBe('2028-01-01');
    expect(shiftDay('2028-03-01', -1)).toBe('2028-02-29');
  });

  it('names weekdays', () => {
    expect(['2026-10-25', '2026-11-23', '2026-11-28'].map(weekdayOf)).toEqual([0, 1, 6]);
  });

  it('lists days', () => {
    expect([...daysBetween('2026-02-27', '2026-03-01')]).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect([...daysBetween('2026-02-02', '2026-02-01')]).toEqual([]);
  });

  it.each(['2026-02-30', '2026-13-01', '2026-2-3', '', 'today'])('refuses %j', (day) => {
    expect(() => dayStart(day, LONDON)).toThrow(RangeError);
  });
});

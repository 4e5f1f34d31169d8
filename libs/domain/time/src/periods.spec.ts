import { describe, expect, it } from 'vitest';
import { type CalendarInterval, periodEndAfter, periodStarts } from './periods';
import { zoneOf } from './zone';

const utc = (text: string): number => Date.parse(`${text}Z`) / 1000;
const starts = (zone: string, start: string, period: CalendarInterval, count: number): number[] => {
  const all = periodStarts(zoneOf(zone), utc(start), period);
  return Array.from({ length: count }, () => all.next().value);
};
const hours = (times: readonly number[]): number[] =>
  times.slice(1).map((time, at) => (time - (times[at] ?? 0)) / 3600);

describe('periods of a calendar', () => {
  it.each<[string, string, string, number[]]>([
    ['the spring change', 'Europe/London', '2024-03-30T12:00', [24, 23, 24]],
    ['the autumn change', 'Europe/London', '2024-10-26T12:00', [24, 25, 24]],
    ['a zone without changes', 'UTC', '2024-03-30T12:00', [24, 24, 24]],
    ['a day without midnight', 'America/Sao_Paulo', '2017-10-14T12:00', [24, 23, 24]],
    ['a midnight that comes twice', 'America/Havana', '2024-11-02T12:00', [24, 25, 24]],
  ])('days over %s', (_what, zone, start, lengths) => {
    expect(hours(starts(zone, start, 'daily', 4))).toEqual(lengths);
  });

  it('begin at local midnight, on a Monday, with the month, with the year', () => {
    expect(starts('Europe/London', '2024-07-10T23:30', 'daily', 1)).toEqual([utc('2024-07-10T23:00')]);
    expect(starts('Europe/London', '2024-07-08T10:00', 'weekly', 1)).toEqual([utc('2024-07-07T23:00')]);
    expect(starts('Europe/London', '2024-07-09T10:00', 'weekly', 1)).toEqual([utc('2024-07-14T23:00')]);
    expect(starts('Europe/London', '2024-03-10T10:00', 'monthly', 2)).toEqual([
      utc('2024-03-01T00:00'),
      utc('2024-03-31T23:00'),
    ]);
    expect(starts('Europe/London', '2024-03-10T10:00', 'annual', 2)).toEqual([
      utc('2024-01-01T00:00'),
      utc('2025-01-01T00:00'),
    ]);
  });

  it.each<[CalendarInterval, string, string]>([
    ['daily', '2024-10-27T12:00', '2024-10-28T00:00'],
    ['weekly', '2024-10-23T12:00', '2024-10-28T00:00'],
    ['weekly', '2024-10-27T12:00', '2024-11-04T00:00'],
    ['monthly', '2024-10-27T12:00', '2024-11-01T00:00'],
    ['annual', '2024-10-27T12:00', '2025-01-01T00:00'],
  ])('%s: what %s belongs to is complete at %s', (period, end, wanted) => {
    expect(periodEndAfter(zoneOf('Europe/London'), utc(end), period)).toBe(utc(wanted));
  });

  it('of an unknown zone are an error that says what to do', () => {
    expect(() => zoneOf('Europe/Bethesda')).toThrow('there is no time zone "Europe/Bethesda"');
  });
});

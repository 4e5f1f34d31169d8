import { describe, expect, it } from 'vitest';
import { dayEnd, dayStart } from './calendar-day';
import { halfHourStart, nextHalfHour } from './instant';
import { halfHourOfDay, instantOf, localTime, minuteOfDay, offsetS } from './local-time';
import { isZone } from './zone';

const LONDON = 'Europe/London';
const at = (iso: string): number => Date.parse(iso) / 1000;
const local = (year: number, month: number, day: number, hour = 0, minute = 0) => ({
  year,
  month,
  day,
  hour,
  minute,
  second: 0,
});

describe('London wall clock', () => {
  it.each([
    ['winter', '2026-01-15T12:34:56Z', { year: 2026, month: 1, day: 15, hour: 12, minute: 34, second: 56 }],
    ['summer', '2026-07-15T23:30:00Z', { year: 2026, month: 7, day: 16, hour: 0, minute: 30, second: 0 }],
    ['midnight is hour 0', '2026-01-15T00:00:00Z', local(2026, 1, 15)],
  ])('%s', (_, iso, expected) => {
    expect(localTime(at(iso), LONDON)).toEqual(expected);
  });

  it.each([
    ['last second of winter time', '2026-03-29T00:59:59Z', 0],
    ['first of summer time', '2026-03-29T01:00:00Z', 3600],
    ['last second of summer time', '2026-10-25T00:59:59Z', 3600],
    ['first of winter time', '2026-10-25T01:00:00Z', 0],
  ])('offset: %s', (_, iso, expected) => {
    expect(offsetS(at(iso), LONDON)).toBe(expected);
  });
});

describe('instantOf', () => {
  it.each([
    ['an ordinary time', local(2026, 7, 1, 6), '2026-07-01T05:00:00Z'],
    ['a time jumped over means an hour later', local(2026, 3, 29, 1, 30), '2026-03-29T01:30:00Z'],
    ['a time shown twice means the first', local(2026, 10, 25, 1, 30), '2026-10-25T00:30:00Z'],
    ['a day past the end of its month', local(2026, 1, 32, 6), '2026-02-01T06:00:00Z'],
  ])('%s', (_, wall, expected) => {
    expect(instantOf(wall, LONDON)).toBe(at(expected));
  });

  it('is the inverse of localTime for each half-hour of both clock-change days but the repeated hour', () => {
    for (const day of ['2026-03-28T12:00:00Z', '2026-10-24T12:00:00Z']) {
      for (let t = at(day); t < at(day) + 2 * 86_400; t += 1800) {
        const repeated = t >= at('2026-10-25T01:00:00Z') && t < at('2026-10-25T02:00:00Z');
        expect(instantOf(localTime(t, LONDON), LONDON)).toBe(repeated ? t - 3600 : t);
      }
    }
  });

  it('knows a zone whose midnight does not exist', () => {
    expect(dayStart('2017-10-15', 'America/Sao_Paulo')).toBe(at('2017-10-15T03:00:00Z'));
  });
});

describe('days', () => {
  it.each([
    ['spring', '2026-03-29', 23],
    ['autumn', '2026-10-25', 25],
    ['ordinary', '2026-06-10', 24],
  ])('%s day has its own length', (_, day, hours) => {
    expect((dayEnd(day, LONDON) - dayStart(day, LONDON)) / 3600).toBe(hours);
  });
});

describe('half-hours and zones', () => {
  it('starts half-hours on the UTC grid', () => {
    expect(halfHourStart(at('2026-10-25T01:29:59Z'))).toBe(at('2026-10-25T01:00:00Z'));
    expect(nextHalfHour(at('2026-10-25T01:29:59Z'))).toBe(at('2026-10-25T01:30:00Z'));
    expect(nextHalfHour(at('2026-10-25T01:30:00Z'))).toBe(at('2026-10-25T01:30:00Z'));
  });

  it.each([
    ['2026-01-15T00:00:00Z', 0, 0],
    ['2026-07-15T22:59:59Z', 1439, 47],
    ['2026-10-25T00:45:00Z', 105, 3],
    ['2026-10-25T01:45:00Z', 105, 3],
    ['1969-12-31T23:30:00Z', 30, 1],
  ])('%s is minute %i, half-hour %i of the wall clock', (iso, minute, halfHour) => {
    expect([minuteOfDay(at(iso), LONDON), halfHourOfDay(at(iso), LONDON)]).toEqual([minute, halfHour]);
  });

  it('tells a zone from a word', () => {
    expect([LONDON, 'Europe/Bangor'].map(isZone)).toEqual([true, false]);
  });
});

import { describe, expect, it } from 'vitest';
import { fakeForecast, NOON } from '../outlook/forecast.fake';
import { bandClock, dayClock, fits } from './band-clock';
import { fakeSummary } from './reports.fake';

const at = (text: string) => Date.parse(text) / 1_000;

describe('bandClock', () => {
  it('knows the bands by the house’s clock, in summer too', () => {
    const clock = bandClock(fakeForecast());
    expect([clock(at('2026-06-01T05:30Z')), clock(at('2026-06-01T05:00Z')), clock(at('2026-12-01T05:30Z'))]).toEqual([
      'morning',
      'morning',
      'overnight',
    ]);
  });

  it('takes weekdays for weekends while it knows only those', () => {
    expect(bandClock(fakeForecast())(at('2026-11-28T17:00Z'))).toBe('evening');
  });

  it('knows nothing without a forecast', () => {
    expect(bandClock(undefined)(NOON)).toBeUndefined();
  });
});

describe('dayClock', () => {
  const clock = dayClock([
    { band: 'overnight', startMinute: 1_200 },
    { band: 'morning', startMinute: 360 },
    { band: 'midday', startMinute: 690 },
  ]);

  it('knows the bands of a day by its own tariff, the one of the evening until the first of the day', () => {
    const times = ['00:00', '05:59', '06:00', '11:29', '11:30', '19:59', '20:00', '23:30'];
    expect(times.map((time) => clock(at(`2026-11-22T${time}Z`)))).toEqual([
      ...['overnight', 'overnight', 'morning', 'morning', 'midday', 'midday', 'overnight', 'overnight'],
    ]);
  });

  it('follows the clock on the wall where it changes', () => {
    expect([clock(at('2026-10-25T04:59Z')), clock(at('2026-10-25T06:00Z')), clock(at('2026-03-29T05:00Z'))]).toEqual([
      'overnight',
      'morning',
      'morning',
    ]);
  });

  it('knows nothing of a day without bands', () => {
    expect(dayClock([])(NOON)).toBeUndefined();
  });
});

describe('fits', () => {
  const summary = fakeSummary('2026-11-22', { bands: { midday: { useKWh: 1, hydroKWh: 0, costPence: 10 } } });

  it('compares with the sums of the day', () => {
    const uses = [{ time: NOON, useKWh: 1 }];
    expect(fits(() => 'midday', uses, summary)).toBe(true);
    expect(fits(() => 'evening', uses, summary)).toBe(false);
    expect(fits(() => undefined, uses, summary)).toBe(false);
    expect(fits(() => 'midday', [], summary)).toBe(false);
  });
});

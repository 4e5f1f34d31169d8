import { describe, expect, it } from 'vitest';
import { fakeForecast, NOON } from '../forecast/forecast.fake';
import { bandClock, fits } from './band-clock';
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

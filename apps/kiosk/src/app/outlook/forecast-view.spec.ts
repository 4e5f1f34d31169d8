import { describe, expect, it } from 'vitest';
import { fakeForecast, NOON } from './forecast.fake';
import { forecastView } from './forecast-view';

describe('forecastView', () => {
  it('leaves out what is past and shows a day and a half', () => {
    const view = forecastView(fakeForecast(), NOON + 5 * 1_800 + 60);
    expect(view.slots[0]?.time).toBe(NOON + 5 * 1_800);
    expect(view.slots).toHaveLength(72);
    expect(view.band).toBe('midday');
  });

  it('rates each half-hour among those of a day', () => {
    const { slots } = forecastView(fakeForecast(), NOON);
    const rated = (hour: number) => slots[hour * 2]?.rating;
    expect([rated(0), rated(4), rated(9), rated(23)]).toEqual(['fair', 'poor', 'good', 'fair']);
  });

  it('says that the hydro covers everyone', () => {
    expect(forecastView(fakeForecast(0), NOON).verdict).toMatchObject({
      kind: 'good',
      hydro: true,
    });
  });

  it.each([
    ['stored', 'stored'],
    ['yesterday', 'yesterday'],
    ['tariff', 'tariff'],
    ['unlinked', 'unlinked'],
    ['server', undefined],
    [undefined, undefined],
  ] as const)('names what it rests on: %s', (source, basis) => {
    const forecast = source === undefined ? fakeForecast() : { ...fakeForecast(), source };
    expect(forecastView(forecast, NOON).basis).toBe(basis);
  });

  it('names a forecast without weather', () => {
    expect(forecastView({ ...fakeForecast(), generationBasis: 'last-day' }, NOON).basis).toBe('no-rain');
  });

  it('tells the age of a stored forecast, and of any that is old', () => {
    expect(forecastView(fakeForecast(), NOON).ageS).toBeUndefined();
    expect(forecastView(fakeForecast(), NOON + 4 * 3_600).ageS).toBe(4 * 3_600 + 600);
    expect(forecastView({ ...fakeForecast(), source: 'stored', asOf: NOON - 900 }, NOON).ageS).toBe(900);
  });

  it('knows nothing after its end', () => {
    expect(forecastView(fakeForecast(), NOON + 48 * 3_600)).toMatchObject({ verdict: { kind: 'unknown' }, slots: [] });
  });
});

import { describe, expect, it } from 'vitest';
import { liveEstimate, liveFromForecast } from './live-estimate';
import { savingPence, score, scoreBand, stars } from './score';

describe('score and saving', () => {
  it('counts local and cheap energy', () => {
    expect(score({ useWh: 1000, hydroWh: 300, lowCostImportWh: 250 })).toBe(55);
    expect(score({ useWh: 0, hydroWh: 0, lowCostImportWh: 0 })).toBe(100);
  });

  it.each([
    [19, 0, 'low'],
    [20, 1, 'low'],
    [30, 1, 'middle'],
    [69, 3, 'middle'],
    [70, 3, 'high'],
    [80, 4, 'high'],
    [90, 5, 'high'],
  ])('%i points: %i stars, %s', (points, count, band) => {
    expect(stars(points)).toBe(count);
    expect(scoreBand(points)).toBe(band);
  });

  it('saves against the reference price and never less than nothing', () => {
    // The example of the original's page: 1.6 kWh for £0.17 against 15.2 p saved £0.07.
    expect(savingPence(1600, 17, 15.2)).toBeCloseTo(7.32, 10);
    expect(savingPence(1000, 30, 15.2)).toBe(0);
  });
});

describe('live estimate', () => {
  it('is the half-hour of now in a forecast, and nothing where it has none', () => {
    const slot = { time: 1800, band: 'midday', generationW: 2, demandW: 1, hydroShare: 0.5, marginalPencePerKWh: 9 };
    expect(liveFromForecast([slot], 3599)).toEqual({
      ...{ time: 1800, generationW: 2, clubW: 1, tariff: 'generation' },
      ...{ band: 'midday', hydroShare: 0.5, marginalPencePerKWh: 9 },
    });
    expect(liveFromForecast([slot], 3600)).toMatchObject({ time: 3600, generationW: null, marginalPencePerKWh: null });
    expect(liveFromForecast([{ ...slot, demandW: 3 }], 1800).tariff).toBe('midday');
  });

  it('names the generator as tariff when it covers the club', () => {
    expect(liveEstimate(12_000, 12_000, 'midday')).toEqual({
      generationW: 24_000,
      clubW: 24_000,
      tariff: 'generation',
    });
    expect(liveEstimate(11_999, 12_000, 'midday').tariff).toBe('midday');
  });
});

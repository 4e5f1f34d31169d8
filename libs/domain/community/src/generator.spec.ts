import { describe, expect, it } from 'vitest';
import { forecastGeneration } from './generation-forecast';
import { type ClubWeather, forecastClubGeneration, type Generator } from './generator';
import { HYDRO_100KW } from './hydro-model';

const HISTORY = 21 * 48;
const COUNT = 96;
const ALL = HISTORY + COUNT;
const series = (value: (slot: number) => number): number[] => Array.from({ length: ALL }, (_, slot) => value(slot));
const rainMmPerHour = series((slot) => (slot % 240 < 30 ? 3 : 0));
const sunKWPerKWp = series((slot) => Math.max(Math.sin(((slot % 48) / 48) * 2 * Math.PI - Math.PI / 2), 0));
const windMs = series((slot) => 2 + (slot % 20));
const weather: ClubWeather = { rainMmPerHour, sunKWPerKWp, windMs };

const HYDRO: Generator = { type: 'hydro', maxKW: 50 };
const SOLAR: Generator = { type: 'solar', peakKW: 30 };
const WIND: Generator = { type: 'wind', ratedKW: 20, kWPerMs: 2, offsetKW: -6 };
const FLAT: Generator = { type: 'flat', kW: 5 };
const none = new Float64Array(HISTORY).fill(NaN);
const forecast = (generators: readonly Generator[], given = weather, settled: Float64Array = none) =>
  forecastClubGeneration(generators, given, settled, COUNT);

describe('what the club generates', () => {
  it('is nothing, and known to be nothing, without a generator', () => {
    expect(forecast([], {})).toEqual({ wh: new Float64Array(COUNT), errorWh: new Float64Array(COUNT), basis: 'none' });
  });

  it('goes by the sun and the wind of the half-hours to come, not of those gone by', () => {
    expect([...forecast([SOLAR]).wh]).toEqual(sunKWPerKWp.slice(HISTORY).map((kW) => Math.round(kW * 30 * 500)));
    expect(forecast([WIND]).wh[0]).toBe(Math.min(Math.max(windMs[HISTORY]! * 2 - 6, 0), 20) * 500);
    expect(forecast([WIND]).basis).toBe('weather');
  });

  it('is the sum of all, also of several of one type', () => {
    const alone = [SOLAR, WIND, FLAT, FLAT].map((generator) => forecast([generator]).wh);
    const together = forecast([SOLAR, WIND, FLAT, FLAT]).wh;
    for (const slot of together.keys()) expect(together[slot]).toBe(alone.reduce((sum, wh) => sum + wh[slot]!, 0));
  });

  it('lets a turbine learn from what the other generators leave', () => {
    const catchment = { ...HYDRO_100KW, minWh: 0, maxWh: 25_000, whPerMm: 9000 };
    const water = forecastGeneration({ type: 'hydro', catchment, rainMmPerHour, spinUp: 0 }, ALL);
    const sun = sunKWPerKWp.map((kW) => Math.round(kW * 30 * 500));
    const settled = water.slice(0, HISTORY).map((wh, slot) => wh + sun[slot]!);
    const { wh, basis } = forecast([HYDRO, SOLAR], weather, settled);
    expect(basis).toBe('weather');
    for (const slot of wh.keys())
      expect(Math.abs(wh[slot]! - water[HISTORY + slot]! - sun[HISTORY + slot]!)).toBeLessThan(50);
  });

  it('of two turbines is that of one as big as both', () => {
    const settled = forecastGeneration(
      { type: 'hydro', catchment: { ...HYDRO_100KW, minWh: 0, whPerMm: 9000 }, rainMmPerHour, spinUp: 0 },
      HISTORY,
    );
    const one = forecast([{ type: 'hydro', maxKW: 90 }], weather, settled);
    const two = forecast(
      [
        { type: 'hydro', maxKW: 60 },
        { type: 'hydro', maxKW: 30 },
      ],
      weather,
      settled,
    );
    expect(two.basis).toBe('rain');
    for (const slot of one.wh.keys()) expect(Math.abs(two.wh[slot]! - one.wh[slot]!)).toBeLessThanOrEqual(1);
  });

  it('rests on the last day where the weather of one of them is missing, and says so', () => {
    const settled = new Float64Array(HISTORY).fill(1000);
    for (const missing of [{ ...weather, windMs: undefined }, { rainMmPerHour }])
      expect(forecast([HYDRO, WIND], missing, settled)).toMatchObject({
        wh: new Float64Array(COUNT).fill(1000),
        basis: 'last-day',
      });
  });

  it('is not known where the weather of a half-hour is not', () => {
    const short = { ...weather, sunKWPerKWp: sunKWPerKWp.slice(0, HISTORY + 10) };
    expect(forecast([SOLAR, FLAT], short).wh[9]).not.toBeNaN();
    expect(forecast([SOLAR, FLAT], short).wh[10]).toBeNaN();
  });
});

import { describe, expect, it } from 'vitest';
import { forecastDemand } from './demand-forecast';
import { DemandProfile } from './demand-profile';
import { errorAhead, errorLeft, errorModelOf } from './generation-error';
import { forecastGeneration } from './generation-forecast';
import { HYDRO_100KW } from './hydro-model';
import { hydroShare, marginalPencePerKWh } from './shaper';

describe('generation by type', () => {
  it('hydro skips its spin-up and is missing beyond its rain', () => {
    const source = { type: 'hydro', catchment: HYDRO_100KW, rainMmPerHour: [0, 0, 50], spinUp: 2 } as const;
    const wh = forecastGeneration(source, 2);
    expect(wh[0]).toBeGreaterThan(HYDRO_100KW.minWh);
    expect(wh[1]).toBeNaN();
  });

  it('solar scales a reference panel', () => {
    expect([...forecastGeneration({ type: 'solar', panelKW: [0, 0.5, NaN], scale: 20 }, 3)]).toEqual([0, 5000, NaN]);
  });

  it('wind stands still below its cut-in and is capped at its rating', () => {
    const wind = { type: 'wind', speedMs: [2, 10, 30], kWPerMs: 5, offsetKW: -20, ratedKW: 100 } as const;
    expect([...forecastGeneration(wind, 3)]).toEqual([0, 15_000, 50_000]);
  });

  it('flat is flat', () => {
    expect([...forecastGeneration({ type: 'flat', wh: 1250 }, 2)]).toEqual([1250, 1250]);
  });
});

describe('demand by weekday', () => {
  const monday = { weekday: 1, halfHour: 36 };
  it('averages the same half-hour of the same weekday', () => {
    const profile = new DemandProfile();
    for (const wh of [1000, 2000, NaN]) profile.learn(monday, wh);
    profile.learn({ weekday: 2, halfHour: 36 }, 9000);
    expect(profile.at(monday)).toEqual({ wh: 1500, source: 'weekday' });
  });

  it('falls back to working days, then to any day, and says so', () => {
    const profile = new DemandProfile();
    profile.learn(monday, 1000);
    expect(profile.at({ weekday: 4, halfHour: 36 })).toEqual({ wh: 1000, source: 'day-kind' });
    expect(profile.at({ weekday: 0, halfHour: 36 })).toEqual({ wh: 1000, source: 'any-day' });
    expect(profile.at({ weekday: 1, halfHour: 3 })).toBeUndefined();
  });
});

describe('the part of a load that the generator covers', () => {
  const at = (generationWh: number, errorWh?: number) =>
    hydroShare({ generationWh, demandWh: 10_000, ...(errorWh !== undefined && { errorWh }) }, 1000);

  it('is what the surplus covers, where the forecast is certain', () => {
    expect([11_000, 10_500, 10_000, 9000, NaN].map((wh) => at(wh))).toEqual([1, 0.5, 0, 0, 0]);
  });

  it('is its chance, where it is not: no cliff between a chance of 49 and of 51 percent', () => {
    expect(at(10_500, 4000)).toBeCloseTo(0.5, 2);
    expect(Math.abs(at(10_100, 4000) - at(9900, 4000))).toBeLessThan(0.03);
    expect([at(60_000, 4000), at(0, 1000)].map((share) => Math.round(share * 1000) / 1000)).toEqual([1, 0]);
  });

  it('is the mean over the errors', () => {
    const steps = 20_000;
    let sum = 0;
    for (let step = 0; step < steps; step += 1) sum += at(10_300 + 2500 * normal((step + 0.5) / steps));
    expect(at(10_300, 2500)).toBeCloseTo(sum / steps, 3);
  });

  it('prices a unit', () => {
    const prices = { hydroPencePerKWh: 7, importPencePerKWh: 14 };
    expect([0, 0.5, 1].map((share) => marginalPencePerKWh(share, prices))).toEqual([14, 10.5, 7]);
  });
});

describe('demand of the days to come', () => {
  const START = Date.parse('2026-11-02T00:00:00Z') / 1000;
  it('has the shape of the weekday and the level of the last seven days', () => {
    const wh = Float64Array.from(
      { length: 8 * 336 },
      (_, slot) => (slot % 48 === 36 ? 3000 : 1000) * (slot < 7 * 336 ? 1 : 2),
    );
    const { wh: ahead, basis } = forecastDemand({ start: START, wh }, 48, 'Europe/London');
    expect(basis).toBe('weekday');
    expect((ahead[36] ?? 0) / (ahead[0] ?? 1)).toBeCloseTo(3, 3);
    expect(ahead[0]).toBe(2000);
  });

  it('knows its own error by the half-hour of the day', () => {
    const wh = Float64Array.from(
      { length: 8 * 336 },
      (_, slot) => 1000 + (slot % 48 === 36 ? (Math.floor(slot / 336) % 2) * 400 : 0),
    );
    const { errorWh } = forecastDemand({ start: START, wh }, 48, 'Europe/London');
    expect([errorWh[36], errorWh[35]]).toEqual([200, 0]);
  });
});

describe('errors of a forecast of generation', () => {
  it('go on and fade as they did before', () => {
    const model = errorModelOf(Float64Array.from({ length: 480 }, (_, slot) => 1000 * 0.5 ** Math.floor(slot / 48)));
    expect(errorLeft(model, 48) / model.last).toBeCloseTo(0.5, 2);
    expect(errorAhead(model, 1)).toBeLessThan(errorAhead(model, 48));
  });

  it('are none where nothing is known', () => {
    expect(errorModelOf(new Float64Array(10).fill(NaN))).toEqual({ last: 0, kept: 0, deviation: 0 });
  });
});

/** The value below which a share of a standard normal variable lies, by bisection of its sum. */
function normal(share: number): number {
  let [low, high] = [-6, 6];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (below(middle) < share) low = middle;
    else high = middle;
  }
  return low;
}
/** By the logistic approximation of the distribution: close enough for a mean. */
const below = (z: number): number => 1 / (1 + Math.exp(-1.5976 * z - 0.07056 * z ** 3));

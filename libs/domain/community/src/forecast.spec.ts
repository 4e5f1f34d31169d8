import { describe, expect, it } from 'vitest';
import { DemandProfile } from './demand-profile';
import { forecastGeneration } from './generation-forecast';
import { HYDRO_100KW } from './hydro-model';
import { averagePencePerKWh, demandShaper, marginalPencePerKWh } from './shaper';

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

describe('demand shaper', () => {
  const prices = { hydroPencePerKWh: 7, importPencePerKWh: 14 };
  it('is the generator price while there is surplus for the load, the import price when there is none, and the true mix between', () => {
    const slot = (generationWh: number) => ({ generationWh, demandWh: 10_000, prices });
    expect(marginalPencePerKWh(slot(11_000), 1000)).toBe(7);
    expect(marginalPencePerKWh(slot(10_000), 1000)).toBe(14);
    expect(marginalPencePerKWh(slot(9000), 1000)).toBe(14);
    expect(marginalPencePerKWh(slot(10_500), 1000)).toBe(10.5);
    expect(marginalPencePerKWh(slot(NaN), 1000)).toBe(14);
  });

  it('differs from the average, which would call a half-covered evening cheap', () => {
    const evening = { generationWh: 9000, demandWh: 10_000, prices };
    expect(averagePencePerKWh(evening)).toBe(7.7);
    expect(demandShaper([evening])).toEqual([14]);
    expect(averagePencePerKWh({ ...evening, demandWh: 0 })).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dryCatchment, fitCatchment, HYDRO_100KW, hydroFromRain, hydroStep } from './hydro-model';

describe('hydro from rain', () => {
  it('gives its least in a drought and its most in a flood', () => {
    expect(hydroFromRain(HYDRO_100KW, Array<number>(200).fill(0)).at(-1)).toBe(HYDRO_100KW.minWh);
    expect(hydroFromRain(HYDRO_100KW, Array<number>(200).fill(50)).at(-1)).toBe(HYDRO_100KW.maxWh);
  });

  it('answers a shower hours later and recedes slowly', () => {
    const generation = hydroFromRain(HYDRO_100KW, [3, 3, ...Array<number>(94).fill(0)]);
    const peak = generation.indexOf(Math.max(...generation));
    expect(peak).toBeGreaterThan(4);
    expect(peak).toBeLessThan(24);
    const afterPeak = generation.slice(peak);
    expect(afterPeak).toEqual(afterPeak.toSorted((a, b) => b - a));
    expect(generation.at(-1)).toBeLessThan(HYDRO_100KW.minWh * 1.05);
  });

  it('makes and loses no water, whatever the residence times', () => {
    const rains = fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 1, maxLength: 200 });
    const residences = fc.array(fc.integer({ min: 60, max: 1_000_000 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rains, residences, (rain, residenceS) => {
        const catchment = { ...HYDRO_100KW, residenceS, minWh: 0, maxWh: Infinity, whPerMm: 1e9 };
        let wetness = dryCatchment(catchment);
        let outMm = 0;
        for (const mmPerHour of rain) {
          const step = hydroStep(catchment, wetness, mmPerHour);
          wetness = step.wetness;
          outMm += step.generationWh / catchment.whPerMm;
          expect(Math.min(...wetness)).toBeGreaterThanOrEqual(0);
        }
        const inMm = rain.reduce((sum, mmPerHour) => sum + mmPerHour / 2, 0);
        expect(outMm + wetness.reduce((sum, mm) => sum + mm, 0)).toBeCloseTo(inMm, 4);
      }),
      { numRuns: 300 },
    );
  });

  it('takes missing rain as dry', () => {
    expect(hydroFromRain(HYDRO_100KW, [2, NaN])).toEqual(hydroFromRain(HYDRO_100KW, [2, 0]));
  });
});

describe('fitting a catchment', () => {
  const rain = Array.from({ length: 60 * 48 }, (_, slot) => (slot % 97 < 9 ? 2 : 0));
  const truth = { ...HYDRO_100KW, whPerMm: 12_345, minWh: 2000, maxWh: 25_000 };

  it('finds the turbine that made the readings', () => {
    const readings = Float64Array.from(hydroFromRain(truth, rain));
    readings[7] = NaN;
    const fitted = fitCatchment({ ...HYDRO_100KW, maxWh: 25_000 }, rain, readings);
    expect(fitted.whPerMm / truth.whPerMm).toBeCloseTo(1, 3);
    expect(fitted.minWh / truth.minWh).toBeCloseTo(1, 2);
  });

  it('keeps to what it knew when there is nothing to learn', () => {
    expect(fitCatchment(truth, rain, new Float64Array(100).fill(5000))).toBe(truth);
    expect(
      fitCatchment(
        truth,
        rain.map(() => 0),
        new Float64Array(rain.length).fill(5000),
      ),
    ).toBe(truth);
    const backwards = Float64Array.from(hydroFromRain(truth, rain), (wh) => 20_000 - wh / 2);
    expect(fitCatchment(truth, rain, backwards)).toBe(truth);
  });
});

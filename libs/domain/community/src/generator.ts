import { HALF_HOURS_A_DAY, HALF_HOURS_A_WEEK } from '@hub/domain/time';
import { errorAhead, errorLeft, errorModelOf } from './generation-error';
import { forecastGeneration, type GenerationSource } from './generation-forecast';
import { fitCatchment, HYDRO_100KW } from './hydro-model';

/** A generator of the club as it is configured; powers are the most it ever gives. */
export type Generator =
  | { readonly type: 'hydro'; readonly maxKW: number }
  | { readonly type: 'solar'; readonly peakKW: number }
  /** kW = speed × `kWPerMs` + `offsetKW`, between standing still and the rated power. */
  | { readonly type: 'wind'; readonly ratedKW: number; readonly kWPerMs: number; readonly offsetKW: number }
  | { readonly type: 'flat'; readonly kW: number };

/** One that remembers nothing of the weather gone by. */
type Plain = Exclude<Generator, { readonly type: 'hydro' }>;

/** Weather of all half-hours, those of the settled history first and then those of the forecast; undefined where it is not known. */
export interface ClubWeather {
  readonly rainMmPerHour?: readonly number[] | undefined;
  /** Power of one kW of panels, kW. */
  readonly sunKWPerKWp?: readonly number[] | undefined;
  readonly windMs?: readonly number[] | undefined;
}

/** What the forecast rests on: rain alone; several kinds or other weather; the output so far where some of it is missing. */
export type GenerationBasis = 'rain' | 'weather' | 'last-day' | 'none';

const NEEDS = { hydro: 'rainMmPerHour', solar: 'sunKWPerKWp', wind: 'windMs', flat: undefined } as const;
/** Half-hours at the beginning of a history in which a dry catchment still fills. */
const SPIN_UP = 10 * HALF_HOURS_A_DAY;

export interface GenerationForecast {
  /** Watt-hours of each half-hour; NaN where the weather of one generator is not known. */
  readonly wh: Float64Array;
  /** Standard error of each, by what the same forecast missed of the history. */
  readonly errorWh: Float64Array;
  readonly basis: GenerationBasis;
}

/**
 * Forecast of everything that the club generates in `count` half-hours after the settled ones.
 *
 * `settledWh` is the club's output, of all generators together. A turbine's catchment learns from it what the other generators
 * leave; several turbines have it by their size. What the forecast missed last goes on, and fades as such errors did before.
 */
export function forecastClubGeneration(
  generators: readonly Generator[],
  weather: ClubWeather,
  settledWh: Float64Array,
  count: number,
): GenerationForecast {
  if (generators.length === 0) return { wh: new Float64Array(count), errorWh: new Float64Array(count), basis: 'none' };
  const mostWh = generators.reduce((sum, generator) => sum + mostKW(generator) * 500, 0);
  if (generators.some(({ type }) => NEEDS[type] !== undefined && weather[NEEDS[type]] === undefined)) {
    const sunny = generators.some(({ type }) => type === 'solar');
    const usual = sunny
      ? usualDay(settledWh, count)
      : new Float64Array(settledWh.length + count).fill(meanOf(settledWh));
    return { ...corrected(usual, settledWh, count, mostWh), basis: 'last-day' };
  }
  const others = generators.filter((generator): generator is Plain => generator.type !== 'hydro');
  const all = settledWh.length + count;
  const plainly = sumOf(
    others.map((generator) => forecastGeneration(plain(generator, weather), all)),
    all,
  );
  const left = settledWh.map((wh, slot) => Math.max(wh - (plainly[slot] ?? 0), 0));
  const turbines = generators.filter((generator) => generator.type === 'hydro');
  const allKW = turbines.reduce((sum, { maxKW }) => sum + maxKW, 0);
  const wet = turbines.map(({ maxKW }) => {
    const own = left.map((wh) => (wh * maxKW) / allKW);
    return forecastGeneration(turbine(maxKW, weather.rainMmPerHour ?? [], own), all);
  });
  const model = sumOf([plainly, ...wet], all);
  return { ...corrected(model, settledWh, count, mostWh), basis: others.length === 0 ? 'rain' : 'weather' };
}

/** The model's half-hours after the settled ones, less what it misses. */
function corrected(
  model: Float64Array,
  settledWh: Float64Array,
  count: number,
  mostWh: number,
): Omit<GenerationForecast, 'basis'> {
  const history = settledWh.length;
  const from = history > 2 * SPIN_UP ? SPIN_UP : 0;
  const errors = errorModelOf(settledWh.map((wh, slot) => wh - (model[slot] ?? NaN)).subarray(from));
  const wh = Float64Array.from({ length: count }, (_, slot) => {
    const value = (model[history + slot] ?? NaN) + errorLeft(errors, slot + 1);
    return Math.round(Math.min(Math.max(value, 0), mostWh));
  });
  return { wh, errorWh: wh.map((_, slot) => errorAhead(errors, slot + 1)) };
}

/** The most that a generator can give. */
export function mostKW(generator: Generator): number {
  switch (generator.type) {
    case 'hydro':
      return generator.maxKW;
    // Panels give more than their rating on a cold clear day.
    case 'solar':
      return generator.peakKW * 1.5;
    case 'wind':
      return generator.ratedKW;
    case 'flat':
      return generator.kW;
  }
}

/** The mean of the same half-hour of the last seven days, over the history and after it. */
function usualDay(settledWh: Float64Array, count: number): Float64Array {
  const last = settledWh.subarray(-HALF_HOURS_A_WEEK);
  const first = settledWh.length - last.length;
  const means = Array.from({ length: HALF_HOURS_A_DAY }, (_, halfHour) =>
    meanOf(last.filter((_wh, slot) => (first + slot) % HALF_HOURS_A_DAY === halfHour)),
  );
  return Float64Array.from({ length: settledWh.length + count }, (_, slot) => means[slot % HALF_HOURS_A_DAY] ?? NaN);
}

function turbine(maxKW: number, rainMmPerHour: readonly number[], settledWh: Float64Array): GenerationSource {
  const unfitted = { ...HYDRO_100KW, minWh: 0, maxWh: maxKW * 500 };
  const catchment = fitCatchment(unfitted, rainMmPerHour, settledWh);
  return { type: 'hydro', catchment, rainMmPerHour, spinUp: 0 };
}

/** What drives it, from the first half-hour of the weather on. */
function plain(generator: Plain, weather: ClubWeather): GenerationSource {
  switch (generator.type) {
    case 'solar':
      return { type: 'solar', panelKW: weather.sunKWPerKWp ?? [], scale: generator.peakKW };
    case 'wind':
      return { ...generator, speedMs: weather.windMs ?? [] };
    case 'flat':
      return { type: 'flat', wh: generator.kW * 500 };
  }
}

function sumOf(parts: readonly Float64Array[], count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, slot) => parts.reduce((sum, part) => sum + (part[slot] ?? NaN), 0));
}

function meanOf(wh: Float64Array): number {
  const known = wh.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? NaN : known.reduce((sum, value) => sum + value, 0) / known.length;
}

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

/** Weather of all half-hours, those of the settled history first and then those of the forecast; undefined where nobody has it. */
export interface ClubWeather {
  readonly rainMmPerHour?: readonly number[] | undefined;
  /** Power of one kW of panels, kW. */
  readonly sunKWPerKWp?: readonly number[] | undefined;
  readonly windMs?: readonly number[] | undefined;
}

/** What the forecast rests on: rain alone; several kinds or other weather; the mean of the last day where some of it is missing. */
export type GenerationBasis = 'rain' | 'weather' | 'last-day' | 'none';

const NEEDS = { hydro: 'rainMmPerHour', solar: 'sunKWPerKWp', wind: 'windMs', flat: undefined } as const;
const LAST_DAY = 48;

/**
 * Forecast of everything that the club generates, watt-hours of each of `count` half-hours after the settled ones; NaN where the
 * weather of one of them is not known.
 *
 * `settledWh` is the club's output, of all generators together. A turbine's catchment learns from it what the other generators
 * leave; several turbines have it by their size.
 */
export function forecastClubGeneration(
  generators: readonly Generator[],
  weather: ClubWeather,
  settledWh: Float64Array,
  count: number,
): { readonly wh: Float64Array; readonly basis: GenerationBasis } {
  if (generators.length === 0) return { wh: new Float64Array(count), basis: 'none' };
  if (generators.some(({ type }) => NEEDS[type] !== undefined && weather[NEEDS[type]] === undefined)) {
    return {
      wh: forecastGeneration({ type: 'flat', wh: meanOf(settledWh.subarray(-LAST_DAY)) }, count),
      basis: 'last-day',
    };
  }
  const history = settledWh.length;
  const others = generators.filter((generator): generator is Plain => generator.type !== 'hydro');
  const past = sumOf(
    others.map((generator) => forecastGeneration(plain(generator, weather, 0), history)),
    history,
  );
  const left = settledWh.map((wh, slot) => Math.max(wh - (past[slot] ?? 0), 0));
  const turbines = generators.filter((generator) => generator.type === 'hydro');
  const allKW = turbines.reduce((sum, { maxKW }) => sum + maxKW, 0);
  const sources = [
    ...others.map((generator) => plain(generator, weather, history)),
    ...turbines.map(({ maxKW }) =>
      turbine(
        maxKW,
        weather.rainMmPerHour ?? [],
        left.map((wh) => (wh * maxKW) / allKW),
      ),
    ),
  ];
  return {
    wh: sumOf(
      sources.map((source) => forecastGeneration(source, count)),
      count,
    ),
    basis: others.length === 0 ? 'rain' : 'weather',
  };
}

function turbine(maxKW: number, rainMmPerHour: readonly number[], settledWh: Float64Array): GenerationSource {
  const unfitted = { ...HYDRO_100KW, minWh: 0, maxWh: maxKW * 500 };
  const catchment = fitCatchment(unfitted, rainMmPerHour, settledWh);
  return { type: 'hydro', catchment, rainMmPerHour, spinUp: settledWh.length };
}

/** What drives it from half-hour `first` of the weather on. */
function plain(generator: Plain, weather: ClubWeather, first: number): GenerationSource {
  switch (generator.type) {
    case 'solar':
      return { type: 'solar', panelKW: weather.sunKWPerKWp?.slice(first) ?? [], scale: generator.peakKW };
    case 'wind':
      return { ...generator, speedMs: weather.windMs?.slice(first) ?? [] };
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

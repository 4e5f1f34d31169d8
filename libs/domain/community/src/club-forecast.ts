import { type DatedTariff, bandPriceAt } from '@hub/domain/tariff';
import { HALF_HOUR_S, type Instant } from '@hub/domain/time';
import { forecastDemand } from './demand-forecast';
import type { ProfileSource } from './demand-profile';
import { type ClubWeather, forecastClubGeneration, type GenerationBasis, type Generator } from './generator';
import { type HalfHourPrices, hydroShare, marginalPencePerKWh } from './shaper';

export interface ForecastSlot {
  readonly time: Instant;
  readonly band: string;
  readonly prices: HalfHourPrices;
  readonly generationWh: number;
  readonly demandWh: number;
  /** Part of one more load that the generator is expected to cover, 0 to 1. */
  readonly hydroShare: number;
  /** What one more kWh costs here, pence without VAT; NaN before every tariff. */
  readonly marginalPence: number;
}

export interface Forecast {
  readonly madeAt: Instant;
  readonly start: Instant;
  readonly generationBasis: GenerationBasis;
  /** The poorest basis that any half-hour of the demand rests on; undefined when there is no history at all. */
  readonly demandBasis: ProfileSource | undefined;
  readonly slots: readonly ForecastSlot[];
}

/** What a forecast is made from. `generationWh` and `demandWh` are settled half-hours from `historyStart` up to `start`. */
export interface ForecastInput {
  readonly now: Instant;
  readonly historyStart: Instant;
  readonly start: Instant;
  readonly count: number;
  readonly generationWh: Float64Array;
  readonly demandWh: Float64Array;
  /** From `historyStart` to the end of the forecast. */
  readonly weather: ClubWeather;
  readonly generators: readonly Generator[];
  readonly tariffs: readonly DatedTariff[];
  readonly zone: string;
}

/** Forecast generation, demand and the demand-shaper signal of `count` half-hours from `start`. */
export function makeForecast(input: ForecastInput): Forecast {
  const { start, count, zone, historyStart, demandWh } = input;
  const demand = forecastDemand({ start: historyStart, wh: demandWh }, count, zone);
  const generation = forecastClubGeneration(input.generators, input.weather, input.generationWh, count);
  const slots = Array.from({ length: count }, (_, slot): ForecastSlot => {
    const time = start + slot * HALF_HOUR_S;
    const { band, prices } = pricesAt(input.tariffs, time, zone);
    const energy = { generationWh: generation.wh[slot] ?? NaN, demandWh: demand.wh[slot] ?? 0 };
    // Without a generator there is no surplus, however wrong the demand may be.
    const canCover = input.generators.length > 0;
    const errorWh = canCover ? Math.hypot(generation.errorWh[slot] ?? 0, demand.errorWh[slot] ?? 0) : 0;
    const share = hydroShare({ ...energy, errorWh });
    return { time, band, prices, ...energy, hydroShare: share, marginalPence: marginalPencePerKWh(share, prices) };
  });
  return {
    madeAt: input.now,
    start,
    generationBasis: generation.basis,
    demandBasis: demand.basis,
    slots,
  };
}

/** The band of a half-hour and its prices; a time before every tariff has none. */
function pricesAt(
  tariffs: readonly DatedTariff[],
  time: Instant,
  zone: string,
): { readonly band: string; readonly prices: HalfHourPrices } {
  const band = bandPriceAt(tariffs, time, zone)?.band;
  return {
    band: band?.name ?? 'none',
    prices: {
      hydroPencePerKWh: band?.generationPencePerKWh ?? NaN,
      importPencePerKWh: band?.importPencePerKWh ?? NaN,
    },
  };
}

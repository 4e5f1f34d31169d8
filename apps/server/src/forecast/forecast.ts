import {
  type ClubWeather,
  DemandProfile,
  demandShaper,
  forecastClubGeneration,
  type GenerationBasis,
  type Generator,
  type HalfHourPrices,
  type ProfileSource,
  type WeekSlot,
} from '@hub/domain/community';
import { bandAt, bandsOn, type DatedTariff, tariffOn } from '@hub/domain/tariff';
import { calendarDay, HALF_HOUR_S, type Instant, localTime, weekdayOf } from '@hub/domain/time';

export interface ForecastSlot {
  readonly time: Instant;
  readonly band: string;
  readonly prices: HalfHourPrices;
  readonly generationWh: number;
  readonly demandWh: number;
  /** What one more kWh costs here, pence without VAT. */
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

const BASES: readonly ProfileSource[] = ['weekday', 'day-kind', 'any-day'];

/** Forecast generation, demand and the demand-shaper signal of `count` half-hours from `start`. */
export function makeForecast(input: ForecastInput): Forecast {
  const { start, count, zone } = input;
  const profile = learn(input);
  const generation = forecastClubGeneration(input.generators, input.weather, input.generationWh, count);
  let poorest = -1;
  const parts = Array.from({ length: count }, (_, slot) => {
    const time = start + slot * HALF_HOUR_S;
    const demand = profile.at(weekSlot(time, zone));
    poorest = Math.max(poorest, demand ? BASES.indexOf(demand.source) : -1);
    const { band, prices } = pricesAt(input.tariffs, time, zone);
    return { time, band, prices, generationWh: generation.wh[slot] ?? NaN, demandWh: demand?.wh ?? 0 };
  });
  const signal = demandShaper(parts);
  return {
    madeAt: input.now,
    start,
    generationBasis: generation.basis,
    demandBasis: BASES[poorest],
    slots: parts.map((part, slot) => ({ ...part, marginalPence: signal[slot] ?? NaN })),
  };
}

function learn({ historyStart, demandWh, zone }: ForecastInput): DemandProfile {
  const profile = new DemandProfile();
  for (const [slot, wh] of demandWh.entries()) profile.learn(weekSlot(historyStart + slot * HALF_HOUR_S, zone), wh);
  return profile;
}

/** The band and its prices; a time before every tariff has those of none: it costs nothing that anyone knows. */
export function pricesAt(
  tariffs: readonly DatedTariff[],
  time: Instant,
  zone: string,
): { band: string; prices: HalfHourPrices } {
  const day = calendarDay(time, zone);
  const tariff = tariffOn(tariffs, day);
  if (tariff === undefined) return { band: 'none', prices: { hydroPencePerKWh: NaN, importPencePerKWh: NaN } };
  const { band } = bandAt(bandsOn(tariff, day), time, zone);
  return {
    band: band.name,
    prices: { hydroPencePerKWh: band.generationPencePerKWh, importPencePerKWh: band.importPencePerKWh },
  };
}

function weekSlot(time: Instant, zone: string): WeekSlot {
  const { hour, minute } = localTime(time, zone);
  return { weekday: weekdayOf(calendarDay(time, zone)), halfHour: hour * 2 + Math.floor(minute / 30) };
}

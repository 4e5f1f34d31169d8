import { type ClubForecast } from '@hub/contracts';
import { type PricedSlot, rate, type Verdict, VERDICT_LOAD_S, verdictAt } from '@hub/domain/community';
import { calendarDay, dayStart, HALF_HOUR_S } from '@hub/domain/time';
import { HOUSE_ZONE } from '@hub/ui';
import { type StripSlot } from '@hub/ui/strip';

/** Half-hours that the strip may show. */
const AHEAD = 72;
/** A forecast is made every half-hour; one that is older says so. */
const FRESH_S = 3 * 3_600;
/** What the forecast rests on when it is not a fresh one of the server's, poorest first. */
export type Basis = 'unlinked' | 'tariff' | 'yesterday' | 'stored' | 'no-rain';

/** What the pages say of the hours ahead, settled before anything is drawn. */
export interface ForecastView {
  readonly verdict: Verdict;
  /** Band of the present half-hour. */
  readonly band: string | undefined;
  readonly slots: readonly StripSlot[];
  /** The same half-hours, as far as anything is known, with what one more unit costs in each. */
  readonly priced: readonly PricedSlot[];
  /** What one more unit costs now, and until when; undefined where that is not known. */
  readonly price: { readonly pencePerKWh: number; readonly untilS: number } | undefined;
  readonly basis: Basis | undefined;
  /** Age in seconds when it is old enough to be told. */
  readonly ageS: number | undefined;
  /** Whether the club has a generator to forecast. */
  readonly generator: boolean;
}

/** Judges a forecast at the house's time `nowS`. What is past is not shown, but today's part of it belongs to the ratings. */
export function forecastView(forecast: ClubForecast, nowS: number): ForecastView {
  const midnightS = dayStart(calendarDay(nowS, HOUSE_ZONE), HOUSE_ZONE);
  const today = forecast.slots.filter(({ time }) => time >= midnightS);
  const ratable = today.map((slot) => ({ ...slot, marginalPence: slot.marginalPencePerKWh }));
  const ratings = rate(ratable, VERDICT_LOAD_S);
  const past = today.filter(({ time }) => time + HALF_HOUR_S <= nowS).length;
  const ahead = today.slice(past, past + AHEAD);
  const madeAt = forecast.asOf ?? forecast.madeAt;
  const basis = basisOf(forecast);
  const ageS = nowS - madeAt;
  return {
    verdict: verdictAt(ratable, nowS, VERDICT_LOAD_S),
    band: ahead[0]?.band,
    slots: ahead.map((slot, index) => ({ ...slot, rating: ratings[past + index] })),
    priced: ratable.slice(past),
    price: priceNow(ratable.slice(past)),
    basis,
    ageS: ageS > FRESH_S || basis === 'stored' ? Math.max(0, ageS) : undefined,
    generator: forecast.generationBasis !== 'none',
  };
}

function priceNow(ahead: readonly PricedSlot[]): ForecastView['price'] {
  const pencePerKWh = ahead[0]?.marginalPence ?? null;
  if (pencePerKWh === null) return undefined;
  const changed = ahead.find(
    ({ marginalPence }) => marginalPence === null || Math.abs(marginalPence - pencePerKWh) > 0.05,
  );
  return { pencePerKWh, untilS: changed?.time ?? (ahead.at(-1)?.time ?? 0) + HALF_HOUR_S };
}

function basisOf({ source, generationBasis }: ClubForecast): Basis | undefined {
  if (source !== undefined && source !== 'server') return source;
  return generationBasis === 'last-day' ? 'no-rain' : undefined;
}

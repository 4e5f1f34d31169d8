import { type ClubForecast } from '@hub/contracts';
import { rate, type Verdict, verdictAt } from '@hub/domain/community';
import { SLOT_S, type StripSlot } from '@hub/ui/strip';

/** Half-hours that the strip may show. */
const AHEAD = 72;
/** A forecast is made every half-hour; one that is older says so. */
const FRESH_S = 3 * 3_600;

/** What the forecast rests on when it is not a fresh one of the server's, poorest first. */
export type Basis = 'tariff' | 'yesterday' | 'stored' | 'no-rain';

/** What the Forecast page says, settled before anything is drawn. */
export interface ForecastView {
  readonly verdict: Verdict;
  /** Band of the present half-hour. */
  readonly band: string | undefined;
  readonly slots: readonly StripSlot[];
  readonly basis: Basis | undefined;
  /** Age in seconds when it is old enough to be told. */
  readonly ageS: number | undefined;
  /** Whether the club has a generator to forecast. */
  readonly generator: boolean;
}

/** Judges a forecast at the house's time `nowS`. What is past is left out. */
export function forecastView(forecast: ClubForecast, nowS: number): ForecastView {
  const ahead = forecast.slots.filter((slot) => slot.time + SLOT_S > nowS).slice(0, AHEAD);
  const ratable = ahead.map((slot) => ({ ...slot, marginalPence: slot.marginalPencePerKWh }));
  const ratings = rate(ratable);
  const madeAt = forecast.asOf ?? forecast.madeAt;
  const basis = basisOf(forecast);
  const ageS = nowS - madeAt;
  return {
    verdict: verdictAt(ratable, nowS),
    band: ahead[0]?.band,
    slots: ahead.map((slot, index) => ({ ...slot, rating: ratings[index] })),
    basis,
    ageS: ageS > FRESH_S || basis === 'stored' ? Math.max(0, ageS) : undefined,
    generator: forecast.generationBasis !== 'none',
  };
}

function basisOf({ source, generationBasis }: ClubForecast): Basis | undefined {
  if (source !== undefined && source !== 'server') return source;
  return generationBasis === 'last-day' ? 'no-rain' : undefined;
}

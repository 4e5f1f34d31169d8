import { HALF_HOUR_S, type Instant } from '@hub/domain/time';
import type { ShapeSlot } from './shape-forecast';

/** What the club does now. `generation` as tariff says that the generator covers the whole club. */
export interface LiveEstimate<Band extends string> {
  readonly generationW: number;
  readonly clubW: number;
  readonly tariff: Band | 'generation';
}

/** Turn the half-hour under way into powers (a half-hour of energy is half that power) and the tariff that holds. */
export function liveEstimate<Band extends string>(
  generationWh: number,
  clubWh: number,
  band: Band,
): LiveEstimate<Band> {
  return {
    generationW: generationWh * 2,
    clubW: clubWh * 2,
    tariff: generationWh >= clubWh ? 'generation' : band,
  };
}

/** The half-hour of `now` among those of a forecast; undefined where it has none. */
export const slotAt = <Slot extends { readonly time: Instant }>(
  slots: readonly Slot[],
  now: Instant,
): Slot | undefined => slots.find(({ time }) => time <= now && now < time + HALF_HOUR_S);

/** What the club does now, as far as a forecast says; null where it does not. */
export interface ForecastLive {
  readonly time: Instant;
  readonly generationW: number | null;
  readonly clubW: number | null;
  readonly tariff: string;
  readonly band: string;
  readonly hydroShare: number | null;
  readonly marginalPencePerKWh: number | null;
}

type LiveSlot = Pick<ShapeSlot, 'time' | 'band' | 'generationW' | 'demandW' | 'hydroShare' | 'marginalPencePerKWh'>;

export function liveFromForecast(slots: readonly LiveSlot[], now: Instant): ForecastLive {
  const slot = slotAt(slots, now);
  if (!slot) return { time: now, generationW: null, clubW: null, ...NOTHING };
  const { time, generationW, demandW: clubW, band, hydroShare, marginalPencePerKWh } = slot;
  const covered = generationW !== null && clubW !== null && generationW >= clubW;
  return { time, generationW, clubW, tariff: covered ? 'generation' : band, band, hydroShare, marginalPencePerKWh };
}

const NOTHING = { tariff: '', band: '', hydroShare: null, marginalPencePerKWh: null };

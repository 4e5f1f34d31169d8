import * as z from 'zod/mini';
import { originFields } from './origin';

/** One half-hour of the club's forecast. Prices are pence a kWh without VAT; null where nothing is known. */
export const ForecastSlotView = z.object({
  time: z.number(),
  band: z.string(),
  generationW: z.nullable(z.number()),
  demandW: z.nullable(z.number()),
  hydroPencePerKWh: z.nullable(z.number()),
  importPencePerKWh: z.nullable(z.number()),
  /** Part of one more kWh that the generator covers, as far as the forecast tells: 0 to 1. A server of an older release does not say it. */
  hydroShare: z._default(z.nullable(z.number()), null),
  /** The signal: what one more kWh costs here, `hydroShare` of it at the hydro price and the rest at the import price. */
  marginalPencePerKWh: z.nullable(z.number()),
});

/**
 * Answer of `GET /api/v1/club/forecast`, from the last settled half-hour to two days ahead. `generationBasis` and `demandBasis` name
 * what the forecast rests on, so that a page can say it.
 */
export const ClubForecast = z.object({
  madeAt: z.number(),
  intervalS: z.number(),
  generationBasis: z.enum(['rain', 'weather', 'last-day', 'none']),
  demandBasis: z.nullable(z.enum(['weekday', 'day-kind', 'any-day'])),
  slots: z.array(ForecastSlotView),
  ...originFields,
});
export type ClubForecast = z.infer<typeof ClubForecast>;

/** Answer of `GET /api/v1/club/live`: an estimate, because settled readings are a day late. */
export const ClubLive = z.object({
  time: z.number(),
  /** Null where nothing is known but the tariff. */
  generationW: z.nullable(z.number()),
  clubW: z.nullable(z.number()),
  /** The band, or `generation` while the generator covers the whole club. */
  tariff: z.string(),
  /** The band's name, also when the hydro covers the club. */
  band: z._default(z.string(), ''),
  hydroShare: z._default(z.nullable(z.number()), null),
  /** What one more kWh costs now: the figure of the forecast's half-hour of now. */
  marginalPencePerKWh: z.nullable(z.number()),
  ...originFields,
});
export type ClubLive = z.infer<typeof ClubLive>;

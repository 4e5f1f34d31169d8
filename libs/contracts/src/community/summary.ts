import * as z from 'zod/mini';
import { originFields } from './origin';

/** Use and cost in one band. `hydroPence` is the part of `costPence` that went to the club's own generator, and so stayed local. */
export const BandView = z.object({
  useKWh: z.number(),
  hydroKWh: z.number(),
  costPence: z.number(),
  hydroPence: z.optional(z.number()),
});
export type BandView = z.infer<typeof BandView>;

/** From when on a band holds, minutes after local midnight; it holds until the next one, the last one until the first. */
export const BandStart = z.object({ band: z.string(), startMinute: z.number() });
export type BandStart = z.infer<typeof BandStart>;

/** Use and cost over one day (`period` is `YYYY-MM-DD`) or month (`YYYY-MM`). */
export const SummaryView = z.object({
  period: z.string(),
  days: z.number(),
  bands: z.record(z.string(), BandView),
  /** Of a day: the bands as the tariff had them then. A month may have had more than one tariff, and has none. */
  bandStarts: z.optional(z.array(BandStart)),
  useKWh: z.number(),
  hydroKWh: z.number(),
  /** Without VAT and standing charge. */
  energyPence: z.number(),
  standingChargePence: z.number(),
  vatPence: z.number(),
  /** Everything, to the penny. */
  billPence: z.number(),
  /** Against paying the reference price for all of it; never below zero. */
  savedPence: z.number(),
  score: z.number(),
  stars: z.number(),
  /** Half-hours whose use is not known. */
  missing: z.number(),
  /** Half-hours whose use is an estimate. */
  estimated: z.number(),
});
export type SummaryView = z.infer<typeof SummaryView>;

/** Answer of `GET /api/v1/household|club/daily` and `…/monthly`, oldest first. */
export const SummaryList = z.object({ summaries: z.array(SummaryView), ...originFields });
export type SummaryList = z.infer<typeof SummaryList>;

import { costHalfHours, dayOf, settlementDay, type UseSeries } from '@hub/domain/community';
import { bandsOn, type DatedTariff, inPence } from '@hub/domain/tariff';
import type { CalendarDay } from '@hub/domain/time';
import * as z from 'zod/mini';
import { originFields } from './origin';
import { TariffBandView, tariffBandView } from './tariff';

/** One half-hour of a day. Its figures are null where the use, or the part of it that the generator covered, is not known. */
export const DayHalfHour = z.object({
  /** Start, unix seconds. */
  time: z.number(),
  /** Name of its band. */
  band: z.string(),
  useKWh: z.nullable(z.number()),
  /** Part of `useKWh` that came from the club's generator. */
  hydroKWh: z.nullable(z.number()),
  /** What the generator's part cost, pence without VAT. */
  hydroPence: z.nullable(z.number()),
  /** What the rest cost, pence without VAT. */
  importPence: z.nullable(z.number()),
  /** Of a household: use or share is an estimate. Of the club: a part of the sum is one. */
  estimated: z.boolean(),
});
export type DayHalfHour = z.infer<typeof DayHalfHour>;

/**
 * Answer of `GET /api/v1/household|club/daily/{day}`: one day with the bands and prices of its own tariff, and each of its 46, 48 or 50
 * half-hours with what it cost. Sums of the half-hours are the day's summary; no page divides sums back into prices.
 */
export const DayView = z.object({
  day: z.string(),
  /** Bands of this day, from local midnight on; the last one goes on over midnight. */
  bands: z.array(TariffBandView),
  halfHours: z.array(DayHalfHour),
  standingChargePence: z.number(),
  vatPermille: z.number(),
  ...originFields,
});
export type DayView = z.infer<typeof DayView>;

/** The answer for a day from its half-hours; undefined before the first tariff. */
export function dayViewOf(
  tariffs: readonly DatedTariff[],
  day: CalendarDay,
  series: UseSeries,
  zone: string,
): DayView | undefined {
  const settlement = settlementDay(tariffs, day, zone);
  if (settlement === undefined) return undefined;
  const { tariff, start, bands } = settlement;
  return {
    day,
    bands: bandsOn(tariff, day).bands.map(tariffBandView),
    halfHours: costHalfHours(settlement, dayOf(series, start, bands.length)).map((half) => ({
      time: half.time,
      band: half.band.name,
      useKWh: known(half.useWh / 1000),
      hydroKWh: known(half.hydroWh / 1000),
      hydroPence: known(inPence(half.hydroCost)),
      importPence: known(inPence(half.importCost)),
      estimated: half.estimated,
    })),
    standingChargePence: tariff.weekday.standingChargePencePerDay,
    vatPermille: tariff.vatPermille,
  };
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

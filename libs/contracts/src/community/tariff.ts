import { type DatedTariff, tariffOf, type TariffBand } from '@hub/domain/tariff';
import * as z from 'zod/mini';
import { originFields } from './origin';

/** Prices are kept with four decimals. */
const isPrice = (pence: number): boolean => Math.abs(Math.round(pence * 10_000) - pence * 10_000) < 1e-6;
const pence = z.number().check(z.minimum(0), z.maximum(1000), z.refine(isPrice, 'has at most four decimals'));
const text = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));

/** A name for machines; pages say `label` where there is one, and know morning, midday, evening, overnight and day by themselves. */
export const BandName = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be small letters, digits and hyphens, beginning with a letter'));

/** A band runs from `startMinute` after local midnight to the start of the next one. Prices are pence per kWh without VAT. */
export const TariffBandView = z.object({
  band: BandName,
  startMinute: z.number().check(z.int(), z.minimum(0), z.maximum(1439)),
  importPencePerKWh: pence,
  /** Of a unit that comes from the club's generator. */
  hydroPencePerKWh: pence,
  label: z.optional(z.object({ en: text(32), cy: text(32) })),
});
export type TariffBandView = z.infer<typeof TariffBandView>;

const bands = z.array(TariffBandView).check(
  z.minLength(1),
  z.maxLength(48),
  z.refine(
    (all) => new Set(all.map(({ startMinute }) => startMinute)).size === all.length,
    'has two bands at one minute',
  ),
);

/** A tariff as the team enters it. */
export const TariffEntry = z.object({
  name: text(64),
  weekday: bands,
  /** Of Saturdays and Sundays, where they have their own. */
  weekend: z.optional(bands),
  standingChargePencePerDay: pence,
  /** 50 is 5 %. */
  vatPermille: z.number().check(z.int(), z.minimum(0), z.maximum(1000)),
  /** Flat price that savings are counted against. */
  referencePencePerKWh: pence,
});
export type TariffEntry = z.infer<typeof TariffEntry>;

/** A tariff holds from its day on, until the next one's day. */
export const TariffView = z.extend(TariffEntry, { fromDay: z.iso.date() });
export type TariffView = z.infer<typeof TariffView>;

/** Answer of `GET /api/v1/club/tariffs`: every tariff the club ever had and those to come, oldest first. */
export const TariffList = z.object({ tariffs: z.array(TariffView), ...originFields });
export type TariffList = z.infer<typeof TariffList>;

export function tariffView({ fromDay, weekday, weekend, vatPermille, referencePencePerKWh }: DatedTariff): TariffView {
  return {
    fromDay,
    name: weekday.name,
    weekday: weekday.bands.map(tariffBandView),
    ...(weekend && { weekend: weekend.bands.map(tariffBandView) }),
    standingChargePencePerDay: weekday.standingChargePencePerDay,
    vatPermille,
    referencePencePerKWh,
  };
}

export const tariffBandView = (band: TariffBand): TariffBandView => ({
  band: band.name,
  startMinute: band.startMinute,
  importPencePerKWh: band.importPencePerKWh,
  hydroPencePerKWh: band.generationPencePerKWh,
  ...(band.label && { label: band.label }),
});

export function datedTariff(view: TariffView): DatedTariff {
  const of = (list: readonly TariffBandView[]) => tariffOf(view.name, view.standingChargePencePerDay, list.map(bandOf));
  return {
    fromDay: view.fromDay,
    weekday: of(view.weekday),
    ...(view.weekend && { weekend: of(view.weekend) }),
    vatPermille: view.vatPermille,
    referencePencePerKWh: view.referencePencePerKWh,
  };
}

const bandOf = ({ band, hydroPencePerKWh, label, ...rest }: TariffBandView): TariffBand => ({
  name: band,
  startMinute: rest.startMinute,
  importPencePerKWh: rest.importPencePerKWh,
  generationPencePerKWh: hydroPencePerKWh,
  ...(label && { label }),
});

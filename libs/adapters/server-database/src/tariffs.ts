import { type DatedTariff, type TariffBand, tariffOf } from '@hub/domain/tariff';
import type { CalendarDay } from '@hub/domain/time';
import type { DataSource, EntityManager } from 'typeorm';
import { ClubTariffBandSchema, type ClubTariffBandRow, ClubTariffSchema } from './schema/club';

/** Tariffs of the club. */
export interface TariffStore {
  /** Every tariff the club ever had and those to come, oldest first. One that has no band for a working day is left out. */
  tariffs(): Promise<DatedTariff[]>;
  /** Enters a tariff, in the place of one with the same first day. */
  setTariff(tariff: DatedTariff): Promise<void>;
  /** False where none begins on this day. */
  removeTariff(fromDay: CalendarDay): Promise<boolean>;
}

export function tariffStore(source: () => DataSource): TariffStore {
  return {
    tariffs: () => readTariffs(source().manager),
    setTariff: (tariff) => source().transaction((manager) => writeTariff(manager, tariff)),
    removeTariff: async (fromDay) => ((await source().manager.delete(ClubTariffSchema, { fromDay })).affected ?? 0) > 0,
  };
}

async function readTariffs(manager: EntityManager): Promise<DatedTariff[]> {
  const rows = await manager.find(ClubTariffSchema, { order: { fromDay: 'ASC' } });
  const bands = await manager.find(ClubTariffBandSchema);
  return rows.flatMap((row) => {
    const standing = Number(row.standingChargePencePerDay);
    const own = (weekend: boolean) => bands.filter((band) => band.tariffId === row.id && band.weekend === weekend);
    const [weekday, weekend] = [own(false), own(true)];
    // Half a tariff, written by hand, must not take every page and bill with it.
    if (weekday.length === 0) return [];
    return [
      {
        fromDay: row.fromDay,
        weekday: tariffOf(row.name, standing, weekday.map(bandOf)),
        ...(weekend.length > 0 && { weekend: tariffOf(row.name, standing, weekend.map(bandOf)) }),
        vatPermille: row.vatPermille,
        referencePencePerKWh: Number(row.referencePencePerKWh),
      },
    ];
  });
}

async function writeTariff(manager: EntityManager, tariff: DatedTariff): Promise<void> {
  const { fromDay, weekday, weekend, vatPermille } = tariff;
  await manager.delete(ClubTariffSchema, { fromDay });
  const { identifiers } = await manager.insert(ClubTariffSchema, {
    name: weekday.name,
    fromDay,
    standingChargePencePerDay: String(weekday.standingChargePencePerDay),
    vatPermille,
    referencePencePerKWh: String(tariff.referencePencePerKWh),
  });
  const tariffId = Number(identifiers[0]?.['id']);
  const rows = [
    ...weekday.bands.map((band) => rowOf(tariffId, false, band)),
    ...(weekend?.bands ?? []).map((band) => rowOf(tariffId, true, band)),
  ];
  await manager.insert(ClubTariffBandSchema, rows);
}

const rowOf = (tariffId: number, weekend: boolean, band: TariffBand): ClubTariffBandRow => ({
  tariffId,
  weekend,
  startMinute: band.startMinute,
  name: band.name,
  importPencePerKWh: String(band.importPencePerKWh),
  generationPencePerKWh: String(band.generationPencePerKWh),
  labelEn: band.label?.en ?? null,
  labelCy: band.label?.cy ?? null,
});

const bandOf = (row: ClubTariffBandRow): TariffBand => ({
  name: row.name,
  startMinute: row.startMinute,
  importPencePerKWh: Number(row.importPencePerKWh),
  generationPencePerKWh: Number(row.generationPencePerKWh),
  ...(row.labelEn !== null && row.labelCy !== null && { label: { en: row.labelEn, cy: row.labelCy } }),
});

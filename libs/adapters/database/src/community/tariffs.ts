import { type DatedTariff, tariffOf } from '@hub/domain/tariff';
import type { EntityManager } from 'typeorm';
import { ClubTariffBandSchema, type ClubTariffBandRow, ClubTariffSchema } from './schema';

/** Every tariff the club ever had, oldest first. */
export async function readTariffs(manager: EntityManager): Promise<DatedTariff[]> {
  const rows = await manager.find(ClubTariffSchema, { order: { fromDay: 'ASC' } });
  const bands = await manager.find(ClubTariffBandSchema);
  return rows.map((row) => {
    const standing = Number(row.standingChargePencePerDay);
    const own = (weekend: boolean) => bands.filter((band) => band.tariffId === row.id && band.weekend === weekend);
    const weekend = own(true);
    return {
      fromDay: row.fromDay,
      weekday: tariffOf(row.name, standing, own(false).map(bandOf)),
      ...(weekend.length > 0 && { weekend: tariffOf(row.name, standing, weekend.map(bandOf)) }),
      vatPermille: row.vatPermille,
      referencePencePerKWh: Number(row.referencePencePerKWh),
    };
  });
}

const bandOf = (row: ClubTariffBandRow) => ({
  name: row.name,
  startMinute: row.startMinute,
  importPencePerKWh: Number(row.importPencePerKWh),
  generationPencePerKWh: Number(row.generationPencePerKWh),
});

import { numericId, pence, table } from '@hub/adapters/mariadb';

/** Prices of a club from a day on. */
export interface TariffRow {
  id: number;
  name: string;
  /** First local day, `YYYY-MM-DD`. */
  validFrom: string;
  standingChargePencePerDay: string;
}

/** A band of a tariff; it ends where the next one starts. Prices are pence per kWh without VAT. */
export interface TariffBandRow {
  tariffId: number;
  /** Minutes after local midnight. */
  startMinute: number;
  name: string;
  importPencePerKWh: string;
  generationPencePerKWh: string;
}

export const TariffSchema = table<TariffRow>({
  name: 'tariff',
  columns: {
    id: numericId,
    name: { type: 'varchar', length: 64 },
    validFrom: { type: 'date', name: 'valid_from' },
    standingChargePencePerDay: pence('standing_charge_pence_per_day'),
  },
  indices: [{ name: 'ux_tariff_name_valid_from', columns: ['name', 'validFrom'], unique: true }],
});

export const TariffBandSchema = table<TariffBandRow>({
  name: 'tariff_band',
  columns: {
    tariffId: { type: 'int', unsigned: true, name: 'tariff_id', primary: true },
    startMinute: { type: 'smallint', unsigned: true, name: 'start_minute', primary: true },
    name: { type: 'varchar', length: 32 },
    importPencePerKWh: pence('import_pence_per_kwh'),
    generationPencePerKWh: pence('generation_pence_per_kwh'),
  },
  foreignKeys: [
    {
      name: 'fk_band_tariff',
      target: 'tariff',
      columnNames: ['tariffId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});

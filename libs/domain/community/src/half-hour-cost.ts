import { energyCost, type PenceE7, type TariffBand } from '@hub/domain/tariff';
import { HALF_HOUR_S, type Instant } from '@hub/domain/time';
import type { SettlementDay } from './settlement-day';

/** One member's half-hours of a day from local midnight, in whole watt-hours, NaN where not known. */
export interface DayOfUse {
  readonly useWh: Float64Array;
  readonly hydroWh: Float64Array;
  /** Half-hours whose use or share of the generation is an estimate, or a sum with an estimate in it; 1 is estimated. */
  readonly estimated?: Uint8Array;
}

/** One half-hour as it is charged. Costs are without VAT; NaN where the use or the share is not known. */
export interface HalfHourCost<Name extends string = string> {
  readonly time: Instant;
  readonly band: TariffBand<Name>;
  readonly useWh: number;
  readonly hydroWh: number;
  readonly hydroCost: PenceE7;
  readonly importCost: PenceE7;
  readonly estimated: boolean;
}

/** Every half-hour of a day with its band, its use and what it cost: the one place where energy becomes money. */
export function costHalfHours<Name extends string>(
  { start, bands }: SettlementDay<Name>,
  of: DayOfUse,
): HalfHourCost<Name>[] {
  return bands.map((band, slot) => {
    const useWh = of.useWh[slot] ?? NaN;
    const hydroWh = of.hydroWh[slot] ?? NaN;
    return {
      time: start + slot * HALF_HOUR_S,
      band,
      useWh,
      hydroWh,
      hydroCost: energyCost(hydroWh, band.generationPencePerKWh),
      importCost: energyCost(useWh - hydroWh, band.importPencePerKWh),
      estimated: !Number.isNaN(useWh) && of.estimated?.[slot] === 1,
    };
  });
}

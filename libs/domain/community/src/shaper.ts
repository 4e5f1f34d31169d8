/** Prices of one half-hour in pence a kWh, without VAT: what comes from the club's generator and what comes from the grid. */
export interface HalfHourPrices {
  readonly hydroPencePerKWh: number;
  readonly importPencePerKWh: number;
}

/** Forecast of one half-hour for the club. NaN generation counts as none: a plan must not lean on what nobody forecast. */
export interface ShaperSlot {
  readonly generationWh: number;
  readonly demandWh: number;
  readonly prices: HalfHourPrices;
}

/**
 * Price of one more kWh used in the club in this half-hour: the generator's price while it has a surplus, the band's import price
 * when it has none, and in between the mix that a load of `loadWh` would really pay. This, not the average cost of
 * everyone's use, is what a household that may shift a load should look at.
 */
export function marginalPencePerKWh(slot: ShaperSlot, loadWh: number): number {
  const generationWh = Number.isNaN(slot.generationWh) ? 0 : slot.generationWh;
  const surplusWh = Math.max(generationWh - slot.demandWh, 0);
  const localShare = Math.min(surplusWh / loadWh, 1);
  const { hydroPencePerKWh, importPencePerKWh } = slot.prices;
  return round3(localShare * hydroPencePerKWh + (1 - localShare) * importPencePerKWh);
}

/** Mean price of the club's whole use in this half-hour; undefined when nothing is used. For reports, not for decisions. */
export function averagePencePerKWh(slot: ShaperSlot): number | undefined {
  if (!(slot.demandWh > 0)) return undefined;
  const localWh = Math.min(Number.isNaN(slot.generationWh) ? 0 : slot.generationWh, slot.demandWh);
  const { hydroPencePerKWh, importPencePerKWh } = slot.prices;
  return round3((localWh * hydroPencePerKWh + (slot.demandWh - localWh) * importPencePerKWh) / slot.demandWh);
}

/** The load that the signal is asked about: one household's appliance for half an hour, 2 kW. */
export const SIGNAL_LOAD_WH = 1000;

/** The demand-shaper signal: a marginal price a half-hour, lower is better. */
export function demandShaper(slots: readonly ShaperSlot[], loadWh = SIGNAL_LOAD_WH): number[] {
  return slots.map((slot) => marginalPencePerKWh(slot, loadWh));
}

function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Prices of one half-hour in pence a kWh, without VAT: what comes from the club's generator and what comes from the grid. */
export interface HalfHourPrices {
  readonly hydroPencePerKWh: number;
  readonly importPencePerKWh: number;
}

/** Forecast of one half-hour for the club. NaN generation counts as none: a plan must not lean on what is not forecast. */
export interface ShaperSlot {
  readonly generationWh: number;
  readonly demandWh: number;
  /** Standard error of generation less demand; 0 or missing: both are certain. */
  readonly errorWh?: number;
}

/** The load that the signal is asked about: one household's appliance for half an hour, 2 kW. */
export const SIGNAL_LOAD_WH = 1000;

/**
 * Part of a load that the generator is expected to cover, 0 to 1: what is left of the generation over the demand, up to the load, as an
 * expectation over the forecast's error. So a surplus of even chance covers half, and a small change of the forecast never flips it.
 */
export function hydroShare({ generationWh, demandWh, errorWh = 0 }: ShaperSlot, loadWh = SIGNAL_LOAD_WH): number {
  const surplusWh = (Number.isNaN(generationWh) ? 0 : generationWh) - demandWh;
  if (!(errorWh > 0) || Number.isNaN(generationWh)) return Math.min(Math.max(surplusWh, 0) / loadWh, 1);
  const expected = (expectedAbove(surplusWh, errorWh, 0) - expectedAbove(surplusWh, errorWh, loadWh)) / loadWh;
  return Math.min(Math.max(expected, 0), 1);
}

/**
 * Price of one more kWh used in the club in this half-hour, where `share` of it comes from the generator. This, not the average cost of
 * the club's use, is what a household that may shift a load should look at.
 */
export const marginalPencePerKWh = (share: number, { hydroPencePerKWh, importPencePerKWh }: HalfHourPrices): number =>
  round3(share * hydroPencePerKWh + (1 - share) * importPencePerKWh);

/** Mean of what a normal variable has above `limit`. */
function expectedAbove(mean: number, deviation: number, limit: number): number {
  const z = (mean - limit) / deviation;
  return (mean - limit) * normalBelow(z) + (deviation * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

/** Standard normal distribution, to within 1e-7 (Abramowitz and Stegun, 26.2.17). */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.231_641_9 * Math.abs(z));
  const series =
    t * (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
  const tail = (series * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
  return z >= 0 ? 1 - tail : tail;
}

function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}

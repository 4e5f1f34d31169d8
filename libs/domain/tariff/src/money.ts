/**
 * Money in ten-millionths of a penny. A watt-hour at a price of ten-thousandths of a penny a kWh is a whole number of them, so sums of
 * any length are exact, and money is rounded once, where it is shown.
 */
export type PenceE7 = number;

export const PENCE_E7 = 10_000_000;

/** Prices have at most four decimals; they are kept as decimal(9,4). */
const PRICE_DECIMALS = 10_000;

/** Cost of `wh` whole watt-hours at a price in pence a kWh of at most four decimals. */
export const energyCost = (wh: number, pencePerKWh: number): PenceE7 => wh * Math.round(pencePerKWh * PRICE_DECIMALS);

/** An amount in pence of at most four decimals. */
export const penceE7 = (pence: number): PenceE7 => Math.round(pence * PRICE_DECIMALS) * 1000;

/** An amount as pence, not rounded. */
export const inPence = (amount: PenceE7): number => amount / PENCE_E7;

const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const TENTHS = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const KILOWATT_FROM_W = 10_000;

/** A number ready to show and its unit. Digits and marks are the same in Welsh and English. */
export interface Quantity {
  readonly value: string;
  readonly unit: string;
}

/** Size of a power, without its sign: whole watts, from 10 kW on kilowatts with one decimal. */
export function formatPower(powerW: number): Quantity {
  const watts = Math.round(Math.abs(powerW));
  if (watts < KILOWATT_FROM_W) return { value: WHOLE.format(watts), unit: 'W' };
  return { value: TENTHS.format(watts / 1_000), unit: 'kW' };
}

/** A power as one text; export carries a minus. */
export function powerText(powerW: number): string {
  const { value, unit } = formatPower(powerW);
  return flowOf(powerW) === 'export' ? `−${value} ${unit}` : `${value} ${unit}`;
}

/** A power of a whole community: always kilowatts, so that two of them compare at a glance. */
export function kilowattText(powerW: number): string {
  return `${TENTHS.format(powerW / 1_000)} kW`;
}

/** Which way the power flows at the meter. Half a watt is nothing. */
export type Flow = 'import' | 'export' | 'idle';

/** Direction of a power in watts: positive is bought, negative goes out to the grid. */
export function flowOf(powerW: number): Flow {
  const watts = Math.round(powerW);
  if (watts > 0) return 'import';
  return watts < 0 ? 'export' : 'idle';
}

const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const TENTHS = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const HUNDREDTHS = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const TENTHS_FROM_KWH = 10;
const WHOLE_FROM_KWH = 100;

/** An energy as text with its unit: "0.42 kWh", "12.3 kWh", "1,240 kWh". */
export function energyText(energyKWh: number): string {
  return `${kWhText(energyKWh)} kWh`;
}

/** The same without the unit, for a column that names it. */
export function kWhText(energyKWh: number): string {
  const size = Math.abs(energyKWh);
  const format = size < TENTHS_FROM_KWH ? HUNDREDTHS : size < WHOLE_FROM_KWH ? TENTHS : WHOLE;
  return format.format(energyKWh);
}

/** A share 0–1 as text: "41%". */
export function shareText(share: number): string {
  return `${WHOLE.format(share * 100)}%`;
}

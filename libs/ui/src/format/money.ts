const TENTHS = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const PRICE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const POUNDS = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** An amount ready to show. The caller writes the sign of the currency: £ before pounds, p (c in Welsh) after pence. */
export interface Money {
  readonly amount: string;
  readonly currency: 'pence' | 'pounds';
}

/** An amount of pence: nothing is 0, below a pound pence with one decimal, from there pounds. */
export function formatMoney(pence: number): Money {
  if (pence === 0) return { amount: '0', currency: 'pence' };
  const tenths = Math.round(pence * 10) / 10;
  if (Math.abs(tenths) < 100) return { amount: TENTHS.format(tenths), currency: 'pence' };
  return { amount: POUNDS.format(pence / 100), currency: 'pounds' };
}

/** A unit price in pence per kWh, with the decimals it has: "10", "7.25". */
export function formatPrice(pencePerKWh: number): string {
  return PRICE.format(pencePerKWh);
}

const WHOLE_FROM_PENCE = 10;

/** An amount of pence as one text: "2.4p", "46p" ("46c" in Welsh), "£1.12". */
export function moneyText(pence: number): string {
  const whole = Math.round(pence);
  if (Math.abs(whole) >= 100) return `£${POUNDS.format(pence / 100)}`;
  const amount = whole >= WHOLE_FROM_PENCE || whole === pence ? `${whole}` : TENTHS.format(pence);
  return $localize`:@@money.pence:${amount}:amount:p`;
}

/** A price as people say it: "7.25p per unit". */
export function perUnit(pencePerKWh: number): string {
  const price = formatPrice(pencePerKWh);
  return $localize`:@@price.unit:${price}:price:p per unit`;
}

/** A rough amount of pence: "7p", "£1.05". No tenths of a penny where they cannot be known. */
export function aboutMoney(pence: number): string {
  return moneyText(Math.round(pence));
}

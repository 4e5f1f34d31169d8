const SIGNIFICANT = 15;

/**
 * Rounds to `places` decimals (negative: left of the point), half away from zero, after the digits that a double
 * cannot promise are gone: 1.005 becomes 1.01.
 */
export function roundHalfAway(value: number, places: number): number {
  if (!Number.isFinite(value) || value === 0) return value;
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  if (places > SIGNIFICANT - 1 - magnitude) return value;
  const [digits = '', exponent = '0'] = Math.abs(value)
    .toExponential(SIGNIFICANT - 1)
    .split('e');
  const shift = Number(exponent) + places;
  const whole = shift < -1 ? 0 : Math.floor(Number(`${digits}e${shift}`) + 0.5);
  const rounded = Number(`${whole}e${-places}`);
  return value < 0 ? -rounded : rounded;
}

/** Two decimals, `null` for missing: a value as emoncms prints it in CSV. */
export function csvValue(value: number): string {
  if (Number.isNaN(value)) return 'null';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const rounded = roundHalfAway(value, 2);
  if (Math.abs(rounded) >= 1e21) return `${BigInt(rounded)}.00`;
  return rounded === 0 ? '0.00' : rounded.toFixed(2);
}

/** Running cost, pence per hour. A house that exports (negative power) buys nothing: 0. */
export const costPencePerHour = (powerW: number, pencePerKWh: number): number =>
  (Math.max(0, powerW) / 1000) * pencePerKWh;

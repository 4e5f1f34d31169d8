import { type SchedulePrices } from '@hub/contracts';
import { laddered, MICRO } from '@hub/domain/schedules';

/** The prices that plans rest on, pence a kWh, from `startS` to `endS`; hours whose price is not known are left out. */
export function priceSpans(
  prices: SchedulePrices | undefined,
  startS: number,
  endS: number,
): readonly (readonly [startS: number, endS: number, pence: number])[] {
  if (prices === undefined || prices.rungs.length === 0) return [];
  const { signal, used } = laddered(prices.rungs, startS, endS);
  const unknown = used.filter(({ rung }) => rung === 'latest');
  return signal
    .filter(([start]) => !unknown.some((stretch) => stretch.start <= start && start < stretch.end))
    .map(([start, end, price]) => [start, end, price / MICRO]);
}

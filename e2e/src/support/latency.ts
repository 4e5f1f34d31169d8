import type { Gateway } from './gateway';
import type { HomePage } from './home-page';

const FIRST_W = 1_000;
const WATTS = new Intl.NumberFormat('en-GB');

/**
 * Publishes `count` readings one after the other, each with a power of its own, and returns for each the milliseconds
 * from before the publish to the frame that shows it.
 */
export async function publishToVisibleMs(gateway: Gateway, homePage: HomePage, count: number): Promise<number[]> {
  const durations: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const powerW = FIRST_W + index;
    const startedAt = performance.now();
    await gateway.publishLive(powerW);
    await homePage.waitForPower(WATTS.format(powerW), 10_000);
    durations.push(performance.now() - startedAt);
  }
  return durations;
}

/** The value below which `share` (0–1) of the values lie; nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error('a percentile needs at least one value');
  return value;
}

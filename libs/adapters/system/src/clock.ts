import type { Instant } from '@hub/domain/time';

/** Unix seconds with fractions. The one place that asks the operating system for the time. */
export const systemClock = (): Instant => Date.now() / 1000;

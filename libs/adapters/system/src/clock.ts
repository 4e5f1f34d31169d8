import { uptime } from 'node:os';
import type { Instant } from '@hub/domain/time';

/** Unix seconds with fractions. The one place that asks the operating system for the time. */
export const systemClock = (): Instant => Date.now() / 1000;

/** Seconds since the machine started: a restart of the program alone does not begin it again. */
export const systemUptimeS = (): number => uptime();

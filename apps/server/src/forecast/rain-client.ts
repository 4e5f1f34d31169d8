import { HALF_HOUR_S, type Instant } from '@hub/domain/time';
import * as z from 'zod/mini';

const Answer = z.object({
  intervalS: z.literal(HALF_HOUR_S),
  start: z.number(),
  mmPerHour: z.array(z.nullable(z.number().check(z.minimum(0), z.maximum(500)))),
});

const PATIENCE_MS = 10_000;

/** Asks a weather service for half-hours of rain, measured and forecast. */
export class RainClient {
  constructor(private readonly url: string) {}

  /** mm an hour in each of `count` half-hours from `start`; NaN where the service does not know. Rejects when it does not answer. */
  async rain(start: Instant, count: number): Promise<number[]> {
    const response = await fetch(`${this.url}?start=${start}&count=${count}`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok) throw new Error(`the weather service answered ${response.status}`);
    const answer = Answer.parse(await response.json());
    const skipped = (start - answer.start) / HALF_HOUR_S;
    return Array.from({ length: count }, (_, slot) => answer.mmPerHour[skipped + slot] ?? NaN);
  }
}

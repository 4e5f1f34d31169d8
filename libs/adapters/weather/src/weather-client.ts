import { HALF_HOUR_S, type Instant } from '@hub/domain/time';
import * as z from 'zod/mini';
import { type Field, type HalfHourlyWeather, MOST } from './half-hourly-weather';

const PATIENCE_MS = 10_000;

const Answer = z.object({ intervalS: z.literal(HALF_HOUR_S), start: z.number() });
const valuesOf = (field: Field) =>
  z.object({ [field]: z.array(z.nullable(z.number().check(z.minimum(0), z.maximum(MOST[field])))) });

/** Asks a service of our own form (`?start=…&count=…`) for half-hours of one kind of weather. */
export class WeatherClient implements HalfHourlyWeather {
  constructor(
    private readonly url: string,
    private readonly field: Field,
  ) {}

  async halfHours(start: Instant, count: number): Promise<number[]> {
    const response = await fetch(`${this.url}?start=${start}&count=${count}`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok) throw new Error(`the weather service of ${this.field} answered ${response.status}`);
    const answer: unknown = await response.json();
    const { start: first } = Answer.parse(answer);
    const values = valuesOf(this.field).parse(answer)[this.field] ?? [];
    const skipped = (start - first) / HALF_HOUR_S;
    return Array.from({ length: count }, (_, slot) => values[skipped + slot] ?? NaN);
  }
}

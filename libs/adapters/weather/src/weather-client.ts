import { HALF_HOUR_S, type Instant } from '@hub/domain/time';
import * as z from 'zod/mini';

const PATIENCE_MS = 10_000;

/** Names of the values that a service answers with, and the most that is believed of each. */
const MOST = { mmPerHour: 500, kWPerKWp: 1.5, metresPerSecond: 100 } as const;
type Field = keyof typeof MOST;

const Answer = z.object({ intervalS: z.literal(HALF_HOUR_S), start: z.number() });
const valuesOf = (field: Field) =>
  z.object({ [field]: z.array(z.nullable(z.number().check(z.minimum(0), z.maximum(MOST[field])))) });

/** Asks a weather service for half-hours of one thing, measured and forecast. */
export class WeatherClient {
  constructor(
    private readonly url: string,
    private readonly field: Field,
  ) {}

  /** Each of `count` half-hours from `start`; NaN where the service does not know. Rejects when it does not answer. */
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

/** Where each kind of weather comes from; undefined where nobody was named. */
export interface WeatherClients {
  readonly rain: WeatherClient | undefined;
  readonly sun: WeatherClient | undefined;
  readonly wind: WeatherClient | undefined;
}

export interface WeatherUrls {
  readonly rain: string | undefined;
  readonly sun: string | undefined;
  readonly wind: string | undefined;
}

export function weatherClients({ rain, sun, wind }: WeatherUrls): WeatherClients {
  const client = (url: string | undefined, field: Field) =>
    url === undefined ? undefined : new WeatherClient(url, field);
  return { rain: client(rain, 'mmPerHour'), sun: client(sun, 'kWPerKWp'), wind: client(wind, 'metresPerSecond') };
}

import { DAY_S, HALF_HOUR_S, type Instant } from '@hub/domain/time';
import * as z from 'zod/mini';
import { type Field, type HalfHourlyWeather, MOST } from './half-hourly-weather';

/** Where the generators stand, and how their panels look; of a service with the API of Open-Meteo. */
export interface OpenMeteoPlace {
  /** Base with its path, as `https://api.open-meteo.com/v1/forecast`. */
  readonly url: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Degrees from flat. */
  readonly tilt: number;
  /** Degrees from south, west is positive. */
  readonly azimuth: number;
  /** Of customers; the free service has none. */
  readonly key: string | undefined;
}

const PATIENCE_MS = 15_000;
const MOST_BYTES = 4_000_000;
const HOUR_S = 3600;
/** The service counts calls, and its models run every hour at most. */
const FRESH_S = 1800;
/** A forecast of the morning is better than none. */
const STALE_S = 12 * HOUR_S;
/** The service goes back this far. */
const MOST_PAST_DAYS = 92;
const MOST_DAYS_AHEAD = 16;
/** What panels give of the sun that falls on them: cables, heat, inverter and dirt. */
const PERFORMANCE = 0.85;

const HOURLY = {
  mmPerHour: 'precipitation',
  kWPerKWp: 'global_tilted_irradiance',
  metresPerSecond: 'wind_speed_10m',
} as const satisfies Record<Field, string>;

const Hours = z.object({ hourly: z.object({ time: z.array(z.int()) }) });
/** One value that is none costs one hour. */
const Values = z.array(z.catch(z.nullable(z.number()), null));

interface Held {
  readonly at: Instant;
  readonly from: Instant;
  readonly end: Instant;
  /** By the start of its hour. */
  readonly values: ReadonlyMap<Instant, number>;
}

/** Asks a service with the API of Open-Meteo for one kind of weather at one place, and keeps the answer for half an hour. */
export class OpenMeteo implements HalfHourlyWeather {
  private held: Held | undefined;

  constructor(
    private readonly place: OpenMeteoPlace,
    private readonly field: Field,
    private readonly clock: () => Instant,
  ) {}

  async halfHours(start: Instant, count: number): Promise<number[]> {
    const values = await this.hours(start, start + count * HALF_HOUR_S);
    return Array.from({ length: count }, (_, slot) => this.at(values, start + slot * HALF_HOUR_S));
  }

  /** What is held serves while it is fresh and long enough, and when the service is away. */
  private async hours(from: Instant, end: Instant): Promise<ReadonlyMap<Instant, number>> {
    const now = this.clock();
    const { held } = this;
    if (held && held.from <= from && held.end >= end && now < held.at + FRESH_S) return held.values;
    try {
      const values = await this.fetch(from, end, now);
      this.held = { at: now, from, end, values };
      return values;
    } catch (error) {
      if (held && now < held.at + STALE_S) return held.values;
      throw error;
    }
  }

  private async fetch(from: Instant, end: Instant, now: Instant): Promise<ReadonlyMap<Instant, number>> {
    const response = await fetch(this.address(from, end, now), { signal: AbortSignal.timeout(PATIENCE_MS) });
    const text = await textOf(response);
    // The address is not told: a key may be part of it.
    if (!response.ok) throw new Error(`the weather service answered ${response.status}: ${reasonOf(text)}`);
    const answer: unknown = JSON.parse(text);
    const { time } = Hours.parse(answer).hourly;
    const column = HOURLY[this.field];
    const values = z.object({ hourly: z.object({ [column]: Values }) }).parse(answer).hourly[column] ?? [];
    return new Map(
      time.flatMap((hour, at) => {
        const value = this.believed(values[at] ?? null);
        return value === undefined ? [] : [[hour, value] as const];
      }),
    );
  }

  private believed(value: number | null): number | undefined {
    if (value === null) return undefined;
    const own = this.field === 'kWPerKWp' ? (value / 1000) * PERFORMANCE : value;
    return own >= 0 && own <= MOST[this.field] ? own : undefined;
  }

  /** Rain and sun are told for the hour that ends at a time, the wind for the time itself. */
  private at(values: ReadonlyMap<Instant, number>, time: Instant): number {
    const hour = Math.floor(time / HOUR_S) * HOUR_S;
    const next = values.get(hour + HOUR_S) ?? NaN;
    if (this.field !== 'metresPerSecond') return next;
    const own = values.get(hour) ?? NaN;
    return time === hour ? own : (own + next) / 2;
  }

  private address(from: Instant, end: Instant, now: Instant): string {
    const today = Math.floor(now / DAY_S);
    const past = Math.min(Math.max(today - Math.floor(from / DAY_S), 0), MOST_PAST_DAYS);
    const ahead = Math.min(Math.max(Math.floor(end / DAY_S) - today + 1, 1), MOST_DAYS_AHEAD);
    const { url, latitude, longitude, tilt, azimuth, key } = this.place;
    const query = new URLSearchParams({
      ...{ latitude: String(latitude), longitude: String(longitude), hourly: HOURLY[this.field] },
      ...{ past_days: String(past), forecast_days: String(ahead), timeformat: 'unixtime', timezone: 'GMT' },
      ...(this.field === 'metresPerSecond' && { wind_speed_unit: 'ms' }),
      ...(this.field === 'kWPerKWp' && { tilt: String(tilt), azimuth: String(azimuth) }),
      ...(key !== undefined && { apikey: key }),
    });
    return `${url}?${query.toString()}`;
  }
}

async function textOf(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const body: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = response.body ?? [];
  for await (const piece of body) {
    length += piece.length;
    // Leaving the loop ends the connection.
    if (length > MOST_BYTES) throw new Error(`the weather service answers with more than ${MOST_BYTES} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, length).toString('utf8');
}

/** `{"error":true,"reason":"…"}` */
function reasonOf(text: string): string {
  try {
    return z.object({ reason: z.string() }).parse(JSON.parse(text)).reason.slice(0, 200);
  } catch {
    return 'no reason given';
  }
}

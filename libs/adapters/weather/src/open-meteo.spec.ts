import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Field } from './half-hourly-weather';
import { OpenMeteo } from './open-meteo';

const at = (iso: string): number => Date.parse(iso) / 1000;
const NOW = at('2026-11-23T12:10:00Z');
const MIDNIGHT = at('2026-11-23T00:00:00Z');

/** A service over a real socket; what it answers is told by each test. */
let server: Server;
let url: string;
let asked: URLSearchParams[];
let answer: { status: number; text: string };
let now: number;
beforeEach(async () => {
  asked = [];
  now = NOW;
  server = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://service').searchParams);
    response.writeHead(answer.status).end(answer.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/forecast`;
});
afterEach(() => void server.close());

const says = (column: string, values: readonly unknown[], time = values.map((_, hour) => MIDNIGHT + hour * 3600)) => {
  answer = { status: 200, text: JSON.stringify({ latitude: 53.2, hourly: { time, [column]: values } }) };
};
const client = (field: Field, key?: string) =>
  new OpenMeteo({ url, latitude: 53.18, longitude: -4.06, tilt: 35, azimuth: 0, key }, field, () => now);

describe('the weather of Open-Meteo', () => {
  it('takes rain for the hour that ends at its time', async () => {
    says('precipitation', [0, 2, 0.4]);
    expect(await client('mmPerHour').halfHours(MIDNIGHT, 6)).toEqual([2, 2, 0.4, 0.4, NaN, NaN]);
    expect(Object.fromEntries(asked[0] ?? [])).toEqual({
      ...{ latitude: '53.18', longitude: '-4.06', hourly: 'precipitation', past_days: '0', forecast_days: '1' },
      ...{ timeformat: 'unixtime', timezone: 'GMT' },
    });
  });

  it('takes wind at its time, in metres per second, and the mean in between', async () => {
    says('wind_speed_10m', [4, 6, 10]);
    expect(await client('metresPerSecond', 'k&y').halfHours(MIDNIGHT, 5)).toEqual([4, 5, 6, 8, 10]);
    expect([asked[0]?.get('wind_speed_unit'), asked[0]?.get('apikey')]).toEqual(['ms', 'k&y']);
  });

  it('takes the sun on tilted panels', async () => {
    says('global_tilted_irradiance', [0, 1000]);
    expect(await client('kWPerKWp').halfHours(MIDNIGHT, 1)).toEqual([0.85]);
    expect([asked[0]?.get('tilt'), asked[0]?.get('azimuth')]).toEqual(['35', '0']);
  });

  it('asks for weeks before and days ahead, and for no more than there is', async () => {
    says('precipitation', []);
    const weeks = client('mmPerHour');
    await weeks.halfHours(MIDNIGHT - 58 * 86_400, 60 * 48 + 96);
    await weeks.halfHours(MIDNIGHT - 400 * 86_400, 500 * 48);
    expect(asked.map((query) => [query.get('past_days'), query.get('forecast_days')])).toEqual([
      ['58', '5'],
      ['92', '16'],
    ]);
  });

  it('loses one hour by one value that is none', async () => {
    says('precipitation', [0, null, 1, 'x', {}, -3, 1e9, 2]);
    const hours = (await client('mmPerHour').halfHours(MIDNIGHT, 14)).filter((_, slot) => slot % 2 === 0);
    expect(hours).toEqual([NaN, 1, NaN, NaN, NaN, NaN, 2]);
  });

  it('asks once in half an hour, and again for what it does not hold', async () => {
    says('precipitation', [0, 1, 1]);
    const rain = client('mmPerHour');
    await rain.halfHours(MIDNIGHT, 4);
    await rain.halfHours(MIDNIGHT, 2);
    expect(asked).toHaveLength(1);
    await rain.halfHours(MIDNIGHT, 96);
    expect(asked).toHaveLength(2);
    now += 1800;
    await rain.halfHours(MIDNIGHT, 4);
    expect(asked).toHaveLength(3);
  });

  it('goes on with what it has while the service is away, for half a day', async () => {
    says('precipitation', [0, 7]);
    const rain = client('mmPerHour');
    await rain.halfHours(MIDNIGHT, 2);
    answer = { status: 429, text: '{"error":true,"reason":"Minutely API request limit exceeded."}' };
    now += 3600;
    expect(await rain.halfHours(MIDNIGHT, 2)).toEqual([7, 7]);
    now += 12 * 3600;
    await expect(rain.halfHours(MIDNIGHT, 2)).rejects.toThrow('429: Minutely API request limit exceeded.');
  });

  it.each([
    ['a page for people', 200, '<html>'],
    ['no hours', 200, '{"latitude":53}'],
    ['times as text', 200, '{"hourly":{"time":["2026-11-23T00:00"],"precipitation":[1]}}'],
    ['another column', 200, '{"hourly":{"time":[1],"rain":[1]}}'],
    ['a refusal', 400, '{"error":true,"reason":"Latitude must be in range"}'],
    ['a fault', 502, 'bad gateway'],
    ['more than is read', 200, `"${'x'.repeat(4_000_001)}"`],
  ])('rejects %s, and never tells its key', async (_, status, text) => {
    answer = { status, text };
    const failed: unknown = await client('mmPerHour', 'secret')
      .halfHours(MIDNIGHT, 2)
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(Error);
    expect(String(failed)).not.toContain('secret');
  });
});

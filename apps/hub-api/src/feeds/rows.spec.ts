import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneOf } from '@hub/domain/time';
import { csvOf, jsonOf, storedText } from './rows';

async function textOf(parts: AsyncIterable<Buffer>): Promise<string> {
  const all: Buffer[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all).toString();
}

async function* batchesOf(rows: readonly (readonly [number, number])[], size: number) {
  for (let at = 0; at < rows.length; at += size) {
    const some = rows.slice(at, at + size);
    yield await Promise.resolve({
      length: some.length,
      times: Float64Array.from(some, ([time]) => time),
      values: Float64Array.from(some, ([, value]) => value),
    });
  }
}

const HEAD = { feedId: 7, unit: '°C', intervalS: 10 };
const times = fc.oneof(fc.integer({ min: 0, max: 32_503_680_000 }), fc.double({ min: 0, max: 4e9, noNaN: true }));
const rows = fc.array(fc.tuple(times, fc.oneof(fc.float(), fc.double())));

describe('rows of an answer', () => {
  it('are the JSON that JSON.stringify writes', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 5 }), async (given, size) => {
        const points = given.map(([time, value]) => [time, Number.isFinite(value) ? value : null]);
        expect(JSON.parse(await textOf(jsonOf(HEAD, batchesOf(given, size))))).toEqual(
          JSON.parse(JSON.stringify({ ...HEAD, points })),
        );
      }),
    );
  });

  it('are lines of CSV: an instant, the clock on the wall, the digits that were stored', async () => {
    const given = [
      [1_711_846_799, Math.fround(0.454)],
      [1_711_846_800, NaN],
      [1_729_990_800, -1e-7],
      [1_729_994_400, 1 / 3],
    ] as const;
    expect(await textOf(csvOf(batchesOf(given, 2), zoneOf('Europe/London')))).toBe(
      [
        'instant,local,value',
        '2024-03-31T00:59:59Z,2024-03-31 00:59:59,0.454',
        '2024-03-31T01:00:00Z,2024-03-31 02:00:00,',
        '2024-10-27T01:00:00Z,2024-10-27 01:00:00,-1e-7',
        '2024-10-27T02:00:00Z,2024-10-27 02:00:00,0.3333333333333333',
        '',
      ].join('\n'),
    );
  });

  it('tell a stored value in the fewest digits that mean it', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Math.fround(Number(storedText(value)))).toBe(value === 0 ? 0 : value);
      }),
    );
    expect([0.454, 1326.962, 16_777_216, 512].map((value) => storedText(Math.fround(value)))).toEqual([
      '0.454',
      '1326.962',
      '16777216',
      '512',
    ]);
  });
});

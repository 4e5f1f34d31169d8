import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf, jsonOf } from './rows';

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

  it('are lines of CSV, empty where nothing is known', async () => {
    const given = [
      [1_700_000_000, 1.5],
      [999_999_999, NaN],
      [10_000_000_000, -1e-7],
    ] as const;
    expect(await textOf(csvOf(batchesOf(given, 2)))).toBe(
      'time,value\n1700000000,1.5\n999999999,\n10000000000,-1e-7\n',
    );
  });
});

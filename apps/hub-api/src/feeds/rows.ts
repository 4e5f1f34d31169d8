import type { RowBatch } from '@hub/domain/series';
import type { Zone } from '@hub/domain/time';
import { RowBytes, type RowMarks } from './row-bytes';

const [COMMA, OPEN, CLOSE] = [44, 91, 93] as const;
const JSON_ROW: RowMarks = { before: OPEN, between: COMMA, after: CLOSE, missing: 'null' };

/** `{"feedId":…,"unit":…,"intervalS":…,"points":[[time,value],…]}`, a batch of rows at a time. */
export async function* jsonOf(
  head: { readonly feedId: number; readonly unit: string; readonly intervalS: number },
  batches: AsyncIterable<RowBatch>,
): AsyncGenerator<Buffer> {
  yield Buffer.from(`${JSON.stringify(head).slice(0, -1)},"points":[`);
  let isFirst = true;
  for await (const batch of batches) {
    // Also when it is empty: the reader must get the chance to stop.
    yield jsonRows(batch, isFirst);
    isFirst &&= batch.length === 0;
  }
  yield Buffer.from(']}');
}

function jsonRows({ times, values, length }: RowBatch, isFirst: boolean): Buffer {
  const bytes = new RowBytes(length, JSON_ROW);
  for (let row = 0; row < length; row += 1) {
    if (!isFirst || row > 0) bytes.byte(COMMA);
    bytes.row(times[row] ?? 0, values[row] ?? NaN);
  }
  return bytes.take();
}

/**
 * `instant,local,value` lines under a heading: the row's instant in ISO 8601, the same on the wall clock of `zone`, and the
 * value with the digits that were stored; empty where it is missing.
 */
export async function* csvOf(batches: AsyncIterable<RowBatch>, zone: Zone): AsyncGenerator<Buffer> {
  yield Buffer.from('instant,local,value\n');
  for await (const { times, values, length } of batches) {
    let text = '';
    for (let row = 0; row < length; row += 1) text += csvLine(times[row] ?? 0, values[row] ?? NaN, zone);
    // Also when it is empty: the reader must get the chance to stop.
    yield Buffer.from(text);
  }
}

function csvLine(time: number, value: number, zone: Zone): string {
  const instant = new Date(time * 1000).toISOString().replace('.000Z', 'Z');
  const local = new Date((time + zone.offsetAt(time)) * 1000).toISOString().slice(0, 19).replace('T', ' ');
  return `${instant},${local},${Number.isFinite(value) ? storedText(value) : ''}\n`;
}

/** Most digits that a float32 has. */
const FLOAT32_DIGITS = 9;
const LEAST_DIGITS = 6;

/** A stored value in the fewest digits that mean it: 0.454 is kept as 0.45399999618530273. Sums and means are told as they are. */
export function storedText(value: number): string {
  if (Math.fround(value) !== value) return String(value);
  for (let digits = LEAST_DIGITS; digits <= FLOAT32_DIGITS; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(value);
}

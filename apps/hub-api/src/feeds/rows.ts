import type { RowBatch } from '@hub/domain/series';
import { RowBytes, type RowMarks } from './row-bytes';

const [COMMA, OPEN, CLOSE, NEW_LINE] = [44, 91, 93, 10] as const;
const JSON_ROW: RowMarks = { before: OPEN, between: COMMA, after: CLOSE, missing: 'null' };
const CSV_ROW: RowMarks = { before: -1, between: COMMA, after: NEW_LINE, missing: '' };

/** `{"feedId":…,"unit":…,"intervalS":…,"points":[[time,value],…]}`, a batch of rows at a time. */
export async function* jsonOf(
  head: { readonly feedId: number; readonly unit: string; readonly intervalS: number },
  batches: AsyncIterable<RowBatch>,
): AsyncGenerator<Buffer> {
  yield Buffer.from(`${JSON.stringify(head).slice(0, -1)},"points":[`);
  let isFirst = true;
  for await (const batch of batches) {
    if (batch.length > 0) yield jsonRows(batch, isFirst);
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

/** `time,value` lines under a heading; a missing value is empty. */
export async function* csvOf(batches: AsyncIterable<RowBatch>): AsyncGenerator<Buffer> {
  yield Buffer.from('time,value\n');
  for await (const { times, values, length } of batches) {
    const bytes = new RowBytes(length, CSV_ROW);
    for (let row = 0; row < length; row += 1) bytes.row(times[row] ?? 0, values[row] ?? NaN);
    if (length > 0) yield bytes.take();
  }
}

import type { RowBatch } from '@hub/domain/series';
import { RowBytes } from './row-bytes';

const [COMMA, OPEN, CLOSE, NEW_LINE] = [44, 91, 93, 10] as const;

/** `{"feedId":…,"unit":…,"intervalS":…,"points":[[time,value],…]}`, a batch of rows at a time. */
export async function* jsonOf(
  head: { readonly feedId: number; readonly unit: string; readonly intervalS: number },
  batches: AsyncIterable<RowBatch>,
): AsyncGenerator<Buffer> {
  yield Buffer.from(`${JSON.stringify(head).slice(0, -1)},"points":[`);
  let isFirst = true;
  for await (const { times, values, length } of batches) {
    const bytes = new RowBytes(length);
    for (let row = 0; row < length; row += 1) {
      if (!isFirst) bytes.byte(COMMA);
      isFirst = false;
      bytes.byte(OPEN);
      bytes.time(times[row] ?? 0);
      bytes.byte(COMMA);
      bytes.value(values[row] ?? NaN, 'null');
      bytes.byte(CLOSE);
    }
    if (length > 0) yield bytes.take();
  }
  yield Buffer.from(']}');
}

/** `time,value` lines under a heading; a missing value is empty. */
export async function* csvOf(batches: AsyncIterable<RowBatch>): AsyncGenerator<Buffer> {
  yield Buffer.from('time,value\n');
  for await (const { times, values, length } of batches) {
    const bytes = new RowBytes(length);
    for (let row = 0; row < length; row += 1) {
      bytes.time(times[row] ?? 0);
      bytes.byte(COMMA);
      bytes.value(values[row] ?? NaN, '');
      bytes.byte(NEW_LINE);
    }
    if (length > 0) yield bytes.take();
  }
}

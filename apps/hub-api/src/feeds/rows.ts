import type { RowBatch } from '@hub/domain/series';

/** `{"feedId":…,"unit":…,"intervalS":…,"points":[[time,value],…]}`, a batch of rows at a time. */
export async function* jsonOf(
  head: { readonly feedId: number; readonly unit: string; readonly intervalS: number },
  batches: AsyncIterable<RowBatch>,
): AsyncGenerator<string> {
  let separator = `${JSON.stringify(head).slice(0, -1)},"points":[`;
  for await (const batch of batches) {
    let text = '';
    for (let row = 0; row < batch.length; row += 1) {
      text += `${separator}[${batch.times[row] ?? 0},${known(batch.values[row]) ? batch.values[row] : 'null'}]`;
      separator = ',';
    }
    if (text !== '') yield text;
  }
  yield `${separator === ',' ? '' : separator}]}`;
}

/** `time,value` lines under a heading; a missing value is empty. */
export async function* csvOf(batches: AsyncIterable<RowBatch>): AsyncGenerator<string> {
  yield 'time,value\n';
  for await (const batch of batches) {
    let text = '';
    for (let row = 0; row < batch.length; row += 1) {
      text += `${batch.times[row] ?? 0},${known(batch.values[row]) ? batch.values[row] : ''}\n`;
    }
    if (text !== '') yield text;
  }
}

const known = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value);

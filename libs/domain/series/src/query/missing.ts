import type { RowBatch } from './query';

/** The rows that have a value. A batch without any is passed on empty: who asks must get the chance to stop. */
export function* withoutMissing(batches: Iterable<RowBatch>): Generator<RowBatch> {
  for (const { times, values, length } of batches) {
    let kept = 0;
    for (let row = 0; row < length; row++) {
      const value = values[row] ?? NaN;
      if (Number.isNaN(value)) continue;
      times[kept] = times[row] ?? 0;
      values[kept++] = value;
    }
    yield { times, values, length: kept };
  }
}

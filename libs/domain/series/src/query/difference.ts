import type { Point } from '../point';
import type { RowBatch } from './query';

/**
 * Each row's value becomes the difference to the next row; the last row, which has no next, is left out.
 * Where the next row is unknown and `last` lies in the period, `last` ends it: so the running day shows.
 */
export function* differences(batches: Iterable<RowBatch>, last: Point | undefined): Generator<RowBatch> {
  let carried: { time: number; value: number } | undefined;
  for (const { times, values, length } of batches) {
    const out = new Float64Array(length);
    const outTimes = new Float64Array(length);
    let rows = 0;
    for (let row = 0; row < length; row++) {
      const time = times[row] ?? 0;
      let value = values[row] ?? NaN;
      if (carried !== undefined) {
        if (Number.isNaN(value) && last !== undefined && carried.time < last.time && last.time <= time)
          value = last.value;
        outTimes[rows] = carried.time;
        out[rows++] = value - carried.value;
      }
      carried = { time, value };
    }
    yield { times: outTimes, values: out, length: rows };
  }
}

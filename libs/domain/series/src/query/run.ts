import { periodEndAfter, periodStarts, zoneOf } from '@hub/domain/time';
import { containingIndex, endTime } from '../codec/meta-codec';
import type { FeedMeta, Point } from '../point';
import { differences } from './difference';
import { LAST_KNOWN_FROM_STEP_S, lastKnownBefore } from './last-known';
import { withoutMissing } from './missing';
import type { Query, RowBatch } from './query';
import type { PointSource } from './source';
import { RangeSums } from './sums';

/** Rows per batch: small enough to stream, large enough that the work per batch does not count. */
export const BATCH_ROWS = 4096;

/** Row times of a query, in runs; a row's bucket ends where the next row starts. */
type Times = Generator<{ readonly times: Float64Array; readonly ends: Float64Array; readonly length: number }>;

/** Runs a query over a feed, a batch of rows at a time. `last` completes the running period of a delta query. */
export function* runQuery(source: PointSource, query: Query, last?: Point): Generator<RowBatch> {
  const step = stepOf(query, source.meta);
  const end = query.delta === true ? deltaEnd(query, step) : query.end;
  const averaged = query.average === true && (step === 'calendar' || step > source.meta.intervalS);
  const isTotal = query.delta === true && (step === 'calendar' || step >= LAST_KNOWN_FROM_STEP_S);
  const times =
    step === 'calendar' ? calendarTimes(query, end) : fixedTimes(clamped(query, end, source.meta, step), step);
  let rows = averaged
    ? means(source, times, end)
    : points(source, times, isTotal ? lastKnownBefore(source) : undefined);
  if (query.delta === true) rows = differences(rows, query.newest ?? last);
  if (query.skipMissing === true) rows = withoutMissing(rows);
  yield* rows;
}

/** Shortest lengths of calendar periods, seconds. */
const SHORTEST_PERIOD_S = { daily: 82_800, weekly: 601_200, monthly: 2_415_600, annual: 31_536_000 } as const;

/** Rows that a query has at most. */
export function rowsAtMost(query: Query, meta: FeedMeta): number {
  const step = stepOf(query, meta);
  const { interval } = query;
  if (step === 'calendar') {
    const period = interval as keyof typeof SHORTEST_PERIOD_S;
    return Math.ceil((query.end - query.start) / SHORTEST_PERIOD_S[period]) + 1;
  }
  const { start, end } = clamped(query, query.end, meta, step);
  return Math.max(0, Math.floor((end - start) / step) + 1);
}

/** Seconds between rows, whole and at least 1. */
export function stepOf(query: Query, meta: FeedMeta): number | 'calendar' {
  const { interval } = query;
  if (interval === 'original') return meta.intervalS;
  if (typeof interval === 'string') return 'calendar';
  const step = Math.max(1, Math.trunc(interval));
  if (query.limitInterval !== true) return step;
  return Math.round(Math.max(step, meta.intervalS) / meta.intervalS) * meta.intervalS;
}

/** Where a delta query really ends: the first boundary that completes the last period. */
function deltaEnd(query: Query, step: number | 'calendar'): number {
  const { interval, end } = query;
  if (step === 'calendar' && typeof interval === 'string' && interval !== 'original') {
    return periodEndAfter(zoneOf(query.timezone ?? 'UTC'), end, interval);
  }
  const asked = typeof interval === 'number' ? interval : Number(step);
  return Math.floor(end / asked) * asked + asked;
}

/** Where rows begin and end that can have a value; only where the others are left out anyway. */
function clamped(
  { start, skipMissing }: Query,
  end: number,
  meta: FeedMeta,
  step: number,
): { readonly start: number; readonly end: number } {
  if (skipMissing !== true) return { start, end };
  if (meta.npoints === 0) return { start, end: start - 1 };
  const before = Math.max(0, Math.floor((meta.startTime - start) / step) - 1);
  return { start: start + before * step, end: Math.min(end, endTime(meta) + meta.intervalS + step) };
}

function* fixedTimes({ start, end }: { readonly start: number; readonly end: number }, step: number): Times {
  const count = Math.floor((end - start) / step) + 1;
  const times = new Float64Array(Math.min(BATCH_ROWS, Math.max(count, 0)));
  const ends = new Float64Array(times.length);
  for (let done = 0; done < count; done += BATCH_ROWS) {
    const length = Math.min(BATCH_ROWS, count - done);
    for (let row = 0; row < length; row++) {
      times[row] = start + (done + row) * step;
      ends[row] = start + (done + row + 1) * step;
    }
    yield { times, ends, length };
  }
}

function* calendarTimes(query: Query, end: number): Times {
  const { interval, start, timezone = 'UTC' } = query;
  if (typeof interval !== 'string' || interval === 'original') return;
  const starts = periodStarts(zoneOf(timezone), start, interval);
  const times = new Float64Array(BATCH_ROWS);
  const ends = new Float64Array(BATCH_ROWS);
  let next = starts.next().value;
  while (next <= end) {
    let length = 0;
    while (next <= end && length < BATCH_ROWS) {
      times[length] = next;
      next = starts.next().value;
      ends[length++] = next;
    }
    yield { times, ends, length };
  }
}

function* points(source: PointSource, runs: Times, fill?: (index: number) => number): Generator<RowBatch> {
  const indexes = new Float64Array(BATCH_ROWS);
  const values = new Float64Array(BATCH_ROWS);
  for (const { times, length } of runs) {
    for (let row = 0; row < length; row++) indexes[row] = containingIndex(source.meta, times[row] ?? 0);
    source.pick(indexes, length, values);
    if (fill)
      for (let row = 0; row < length; row++) if (Number.isNaN(values[row])) values[row] = fill(indexes[row] ?? -1);
    yield { times, values, length };
  }
}

function* means(source: PointSource, runs: Times, end: number): Generator<RowBatch> {
  const { startTime, intervalS, npoints } = source.meta;
  const values = new Float64Array(BATCH_ROWS);
  const indexOf = (time: number): number => Math.floor((time - startTime) / intervalS);
  let sums: RangeSums | undefined;
  for (const { times, ends, length } of runs) {
    sums ??= new RangeSums(source, Math.min(npoints, indexOf(Math.max(end, ends[length - 1] ?? end)) + 1));
    for (let row = 0; row < length; row++) {
      values[row] = npoints === 0 ? NaN : sums.mean(indexOf(times[row] ?? 0), indexOf(ends[row] ?? 0));
    }
    yield { times, values, length };
  }
}

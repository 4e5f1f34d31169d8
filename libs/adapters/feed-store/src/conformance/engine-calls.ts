import { createHash } from 'node:crypto';
import {
  csvLines,
  endTime,
  type FeedMeta,
  type FeedStore,
  intOf,
  namedInterval,
  type Query,
  type RawArguments,
  shownRows,
  type TimeFormat,
} from '@hub/domain/series';
import { zoneOf } from '@hub/domain/time';

const BEFORE_START = { success: false, message: 'request end time before start time' };

/** `false` where the original engine refuses; what it answers otherwise. */
export type Answer = unknown;

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

export const metaAnswer = (meta: FeedMeta | undefined): Answer =>
  meta === undefined
    ? false
    : { interval: meta.intervalS, start_time: meta.startTime, npoints: meta.npoints, end_time: endTime(meta) };

export function lastAnswer(store: FeedStore, id: number): Answer {
  const last = store.last(id);
  return last === undefined ? false : { time: last.time, value: orNull(last.value) };
}

/** A query of the engine itself: seconds, no limit of points, no difference. */
export function engineQuery(raw: RawArguments): Query | undefined {
  const { start, end, interval } = raw;
  const query: Query = {
    start: intOf(start),
    end: intOf(end),
    interval: namedInterval(interval) ?? intOf(interval),
    average: intOf(raw['average']) !== 0,
    timezone: typeof raw['timezone'] === 'string' ? raw['timezone'] : 'UTC',
    skipMissing: intOf(raw['skipmissing']) !== 0,
    limitInterval: intOf(raw['limitinterval']) !== 0,
  };
  return query.end <= query.start ? undefined : query;
}

export async function rowsAnswer(
  store: FeedStore,
  id: number,
  query: Query,
  format: TimeFormat,
  dp?: number,
): Promise<Answer> {
  const zone = zoneOf(query.timezone ?? 'UTC');
  const rows: unknown[] = [];
  for await (const batch of store.batches(id, query)) rows.push(...shownRows(batch, format, zone, dp));
  return rows;
}

export async function csvAnswer(store: FeedStore, id: number, query: Query, format: TimeFormat): Promise<string> {
  let text = '';
  for await (const batch of store.batches(id, query)) text += csvLines(batch, format, query.timezone ?? 'UTC');
  return text;
}

export async function sha256Answer(store: FeedStore, id: number, npoints: number): Promise<Answer> {
  const meta = store.meta(id);
  if (meta === undefined) return false;
  const wanted = npoints > 0 ? Math.min(npoints, meta.npoints) : meta.npoints;
  const hash = createHash('sha256');
  let left = wanted;
  for await (const points of store.raw(id, 0)) {
    const some = points.subarray(0, Math.min(left, points.length));
    hash.update(new Uint8Array(some.buffer, 0, some.length * 4));
    left -= some.length;
  }
  return {
    success: true,
    npoints: wanted,
    size: `${((wanted * 4) / 1_048_576).toFixed(1)} MB`,
    sha256sum: hash.digest('hex'),
  };
}

export const refusedRange = BEFORE_START;

import { createHash } from 'node:crypto';
import {
  ascendingSlots,
  csvLines,
  endTime,
  type FeedMeta,
  type FeedStore,
  floatOf,
  intOf,
  namedInterval,
  type Point,
  type Query,
  replacement,
  scaleOf,
  scaleRange,
  shownRows,
  splitTimes,
  TIME_FORMATS,
  type TimeFormat,
  zoneOf,
} from '@hub/domain/series';

export type RawArguments = Readonly<Record<string, unknown>>;

const BEFORE_START = { success: false, message: 'request end time before start time' };
const MAX_SPLIT = 48;

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

export const timeFormatOf = (raw: RawArguments): TimeFormat =>
  TIME_FORMATS.find((known) => known === raw['timeformat']) ?? 'unixms';

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

function parsedOr(fallback: unknown, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return fallback;
  }
}

export async function splitAnswer(store: FeedStore, id: number, raw: RawArguments, scale: number): Promise<Answer> {
  const hours = parsedOr(undefined, String(raw['split']));
  const period = String(raw['mode']);
  if (!Array.isArray(hours) || hours.length > MAX_SPLIT) return false;
  if (period !== 'daily' && period !== 'weekly' && period !== 'monthly') return false;
  const timezone = String(raw['timezone']);
  const query = { start: intOf(raw['start']) / scale, end: intOf(raw['end']) / scale, period, timezone } as const;
  const rows: unknown[] = [];
  for (const { time, at } of splitTimes({ ...query, hours: hours.map(floatOf) })) {
    const values = await store.valuesAt(id, at);
    const [shown] = shownRows(
      { length: 1, times: Float64Array.of(time), values: Float64Array.of(0) },
      timeFormatOf(raw),
      zoneOf(timezone),
    );
    rows.push([Array.isArray(shown) ? (shown[0] as unknown) : time, values]);
  }
  return rows;
}

/** A whole batch as the engine takes it: ascending slots only, one gap mode. */
export function postBatch(
  store: FeedStore,
  id: number,
  rows: readonly (readonly [unknown, unknown])[],
  mode: unknown,
): boolean {
  const meta = store.meta(id);
  if (meta === undefined) return false;
  const points = rows.map(([time, value]): Point => ({ time: intOf(time), value: floatOf(value) }));
  const kept = ascendingSlots(points, meta.intervalS);
  if (kept.length === 0) return false;
  const result = store.append(id, kept, { gap: mode === 'join' || mode === true ? 'join' : 'missing' });
  return result.reasons['gap-too-long'] === undefined;
}

export async function trimAnswer(store: FeedStore, id: number, rawStart: unknown): Promise<Answer> {
  const meta = store.meta(id);
  if (meta === undefined) return { success: false, message: 'Could not open meta file' };
  if (meta.npoints === 0) return { success: false, message: 'Empty data file, nothing to trim.' };
  const start = intOf(rawStart);
  if (start === meta.startTime) return { success: false, message: 'Feed already starts at trim time' };
  const first = Math.ceil((start - meta.startTime) / meta.intervalS);
  if (start < meta.startTime || first >= meta.npoints)
    return { success: false, message: 'New start time out of range' };
  const left = await store.trim(id, start);
  return { success: true, message: `${left * 4} bytes written` };
}

export async function scaleAnswer(
  store: FeedStore,
  id: number,
  range: readonly [number, number],
  text: string,
): Promise<Answer> {
  const meta = store.meta(id);
  const scale = scaleOf(text);
  if (meta === undefined || scale === undefined) return false;
  const { first, end } = scaleRange(meta, ...range);
  const changed: Point[] = [];
  let index = first;
  for await (const points of store.raw(id, first)) {
    for (const value of points) if (index < end) changed.push(replacement(meta, index++, scale(value)));
    if (index >= end) break;
  }
  store.append(id, changed);
  return changed.length * 4;
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

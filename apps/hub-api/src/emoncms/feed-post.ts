import { liveStamp, numberOf, stampOf } from '@hub/contracts';
import { type FeedStore, timeOf } from '@hub/domain/series';
import { type EmoncmsAnswer, type EmoncmsRequest, failed, json, parsedJson } from './exchange';
import type { WritePorts } from './feed-ports';

/** History may be as old as it is; what lies ahead of the clock is none. */
type Judged = { readonly time: number; readonly value: number } | string;

/** `feed/post`, `insert` and `update`: one point, or rows `[time, value]` in any order, each judged by the rules of every way in. */
export function post(ports: WritePorts, id: number, request: EmoncmsRequest): EmoncmsAnswer {
  const { data, time, value, join } = request.parameters;
  const gap = join === 'join' ? 'join' : 'missing';
  if (data !== undefined) return postRows(ports.store, { id, gap, now: request.now }, parsedJson(data));
  if (time === undefined && value === undefined) return failed('missing data parameter');
  const at = time === undefined || time === '' ? request.now : (timeOf(time, ports.timezone) ?? 'bad-time');
  const point = judged(at, value, request.now);
  if (typeof point === 'string') return failed(`nothing was stored: ${point}`);
  const { ignored, reasons } = ports.store.append(id, [point], { gap });
  return ignored === 0 ? json(point.value) : failed(`nothing was stored: ${Object.keys(reasons).join(', ')}`);
}

interface Target {
  readonly id: number;
  readonly gap: 'join' | 'missing';
  readonly now: number;
}

function postRows(store: FeedStore, { id, gap, now }: Target, list: unknown): EmoncmsAnswer {
  if (!Array.isArray(list) || list.length === 0) return failed('error decoding json');
  const rows = list.map((row: unknown) =>
    Array.isArray(row) ? judged(stampOf(row[0], { receivedAt: now }), row[1], now) : 'bad-shape',
  );
  const counts = new Map<string, number>();
  for (const row of rows) if (typeof row === 'string') counts.set(row, (counts.get(row) ?? 0) + 1);
  const points = rows.filter((row) => typeof row !== 'string');
  const { ignored, reasons } = store.append(id, points, { gap });
  for (const [reason, count] of Object.entries(reasons)) counts.set(reason, count);
  const stored = points.length - ignored;
  if (stored === rows.length) return json({ success: true });
  const why = [...counts].map(([reason, count]) => `${count} ${reason}`).join(', ');
  return json({
    success: stored > 0,
    message: `${rows.length - stored} of ${rows.length} rows were not stored: ${why}`,
  });
}

function judged(time: number | 'bad-time', rawValue: unknown, now: number): Judged {
  if (typeof time === 'string') return time;
  if (liveStamp(time, { receivedAt: now }) === 'future-stamp') return 'future-stamp';
  if (rawValue === null || rawValue === undefined) return 'no-value';
  const value = numberOf(rawValue);
  return typeof value === 'string' ? value : { time: Math.trunc(time), value };
}

import {
  csvLines,
  csvValue,
  dataRequest,
  type DataRequest,
  type FeedStore,
  intOf,
  MAX_CSV_ROWS,
  MAX_DATAPOINTS,
  type RawDataRequest,
  type Refusal,
  shownRows,
  type ShownRow,
  splitAnswer,
  timeOf,
  tooManyRows,
} from '@hub/domain/series';
import { zoneOf } from '@hub/domain/time';
import { type EmoncmsAnswer, type EmoncmsRequest, failed, file, json, jsonPieces, plain } from './exchange';
import type { DataPorts } from './feed-ports';
import { rowOf } from './http-request';

/** Feeds of one answer. */
const MAX_FEEDS = 100;
/** Values of one CSV of several feeds, which are held until the last of them is read. */
const MAX_CELLS = 400_000;

const entries = (text: string | undefined): string[] => (text ?? '').split(',');

/** `feed/data`, `feed/average` and `feed/csvexport`: one feed or several, JSON or CSV. */
export function feedData(ports: DataPorts, request: EmoncmsRequest): EmoncmsAnswer | Promise<EmoncmsAnswer> {
  const { parameters: given, role } = request;
  for (const name of ['start', 'end'] as const)
    if (given[name] === undefined) return plain(`missing ${name} parameter`);
  const ids = entries(given['ids'] ?? given['id']).map(rowOf);
  if (ids.length > MAX_FEEDS) return failed(`more than ${MAX_FEEDS} feeds; ask for fewer at a time`);
  const known = new Map(ports.feeds().map((feed) => [feed.id, feed]));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0) return json({ success: false, message: missing(unknown), feeds: unknown });
  const allowed = [...ids.entries()].filter(([, id]) => role !== 'none' || known.get(id)?.isPublic === true);
  const asked = allowed.map(([at, id]) => ({
    id,
    raw: { ...rawRequest(request, ports.timezone, at), now: request.now },
  }));
  return dataOf(ports, request, asked);
}

interface Asked {
  readonly id: number;
  readonly raw: RawDataRequest;
}

async function dataOf(ports: DataPorts, request: EmoncmsRequest, asked: readonly Asked[]): Promise<EmoncmsAnswer> {
  const { parameters: given } = request;
  const [first] = asked;
  if (first === undefined) return json([]);
  const single = given['ids'] === undefined && !(given['id'] ?? '').includes(',');
  if (given['split'] !== undefined && single) return json(await split(ports, first.id, request));
  if (intOf(first.raw.csv) !== 0) return csv(ports, asked);
  if (single) return json(await feedRows(ports.store, first));
  return jsonPieces(feedByFeed(ports.store, asked));
}

/** A list of feeds, of which one at a time is in memory. */
async function* feedByFeed(store: FeedStore, asked: readonly Asked[]): AsyncGenerator<string> {
  for (const [at, one] of asked.entries())
    yield `${at === 0 ? '[' : ','}${JSON.stringify({ feedid: String(one.id), data: await feedRows(store, one) })}`;
  yield ']';
}

const missing = (ids: readonly number[]): string =>
  ids.length === 1 ? `feed ${ids[0] ?? 0} does not exist` : `${ids.length} feeds do not exist`;

function rawRequest({ route, parameters }: EmoncmsRequest, timezone: string, at: number): RawDataRequest {
  const own = (name: string): string => entries(parameters[name])[at] ?? entries(parameters[name])[0] ?? '0';
  return {
    ...parameters,
    start: parameters['start'],
    end: parameters['end'],
    interval: parameters['mode'] ?? parameters['interval'] ?? 0,
    average: route === 'feed/average' ? 1 : own('average'),
    delta: own('delta'),
    csv: route === 'feed/csvexport' ? 1 : (parameters['csv'] ?? 0),
    timezone: parameters['timezone'] ?? timezone,
    timeformat: parameters['timeformat'] ?? 'unixms',
  };
}

async function feedRows(store: FeedStore, { id, raw }: Asked): Promise<ShownRow[] | Refusal | false> {
  const request = dataRequest(raw);
  if ('success' in request) return request;
  const meta = store.meta(id);
  if (meta === undefined) return false;
  return tooManyRows(request.query, meta, MAX_DATAPOINTS) ?? rows(store, id, request);
}

async function rows(store: FeedStore, id: number, { query, timeformat, dp }: DataRequest): Promise<ShownRow[]> {
  const all: ShownRow[] = [];
  const zone = zoneOf(query.timezone ?? 'UTC');
  for await (const batch of store.batches(id, query)) all.push(...shownRows(batch, timeformat, zone, dp));
  return all;
}

async function split(
  { store, timezone }: DataPorts,
  id: number,
  { parameters, now }: EmoncmsRequest,
): Promise<unknown> {
  const zone = parameters['timezone'] ?? timezone;
  const period = parameters['mode'] ?? parameters['interval'];
  const [start, end] = [timeOf(parameters['start'], zone, now), timeOf(parameters['end'], zone, now)];
  return splitAnswer(store, id, { ...parameters, start, end, mode: period, timezone: zone }, 1);
}

function csv({ store }: DataPorts, asked: readonly Asked[]): EmoncmsAnswer {
  const several = asked.length > 1;
  const ids = asked.map(({ id }) => id);
  const requests = asked.map(({ raw }) => dataRequest(several ? { ...raw, csv: 0 } : raw));
  for (const request of requests) if ('success' in request) return json(request);
  const ready = requests.filter((request): request is DataRequest => !('success' in request));
  const [first] = ready;
  if (first === undefined) return json([]);
  const limit = several ? Math.floor(MAX_CELLS / ready.length) : MAX_CSV_ROWS;
  for (const [at, { query }] of ready.entries()) {
    const meta = store.meta(ids[at] ?? 0);
    const refused = meta && tooManyRows(query, meta, limit);
    if (refused) return json(refused);
  }
  return file(`${ids.join('-')}.csv`, several ? columns(store, ids, ready) : lines(store, ids[0] ?? 0, first));
}

async function* lines(store: FeedStore, id: number, { query, timeformat }: DataRequest): AsyncGenerator<string> {
  for await (const batch of store.batches(id, query)) yield csvLines(batch, timeformat, query.timezone ?? 'UTC');
}

/** A row for each time of the first feed; the others by position, as emoncms does. */
async function* columns(
  store: FeedStore,
  ids: readonly number[],
  requests: readonly DataRequest[],
): AsyncGenerator<string> {
  const series: ShownRow[][] = [];
  for (const [at, request] of requests.entries()) series.push(await rows(store, ids[at] ?? 0, request));
  const shown = (row: ShownRow | undefined): string =>
    csvValue(Array.isArray(row) ? ((row[1] as number | null) ?? NaN) : Number(row ?? NaN));
  for (const [at, row] of (series[0] ?? []).entries()) {
    const time = Array.isArray(row) ? (row[0] as number | string) : '';
    yield `${[String(time), ...series.map((column) => shown(column[at]))].join()}\n`;
  }
}

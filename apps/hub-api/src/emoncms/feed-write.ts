import { floatOf, intOf, type Point, postBatch, scaleAnswer, timeOf, trimAnswer } from '@hub/domain/series';
import { type EmoncmsAnswer, type EmoncmsRequest, failed, json, NOT_ACCEPTABLE, parsedJson } from './exchange';
import type { DataPorts } from './feed-data';
import type { FeedDirectory } from './feed-directory';
import { sync, upload } from './feed-upload';

export interface WritePorts extends DataPorts {
  readonly directory: FeedDirectory;
}

const MIN_INTERVAL_S = 10;
/** emoncms stores short lists row by row and longer ones as a batch, in which older rows are dropped. */
const ROW_BY_ROW = 10;
const NAME = /^[\p{L}\p{N}_\s\-:]+$/u;

type Write = (ports: WritePorts, id: number, request: EmoncmsRequest) => EmoncmsAnswer | Promise<EmoncmsAnswer>;

function post(ports: WritePorts, id: number, request: EmoncmsRequest): EmoncmsAnswer {
  const { data, time, value, join } = request.parameters;
  const gap = join === 'join' ? 'join' : 'missing';
  if (data !== undefined) return postList(ports, id, parsedJson(data), gap);
  if (time === undefined && value === undefined) return failed('missing data parameter');
  const number = floatOf(value ?? 0);
  const at = time === undefined ? request.now : (timeOf(time, ports.timezone) ?? request.now);
  ports.store.append(id, [{ time: Math.trunc(at), value: number }], { gap });
  return json(number);
}

function postList({ store }: WritePorts, id: number, list: unknown, gap: 'join' | 'missing'): EmoncmsAnswer {
  if (!Array.isArray(list) || list.length === 0) return failed('error decoding json');
  const rows = list.filter(Array.isArray).map(([time, value]: unknown[]): [unknown, unknown] => [time, value]);
  if (rows.length > ROW_BY_ROW) postBatch(store, id, rows, gap);
  else {
    const points = rows.map(([time, value]): Point => ({ time: intOf(time), value: floatOf(value) }));
    for (const point of points) store.append(id, [point], { gap });
  }
  return json({ success: true });
}

async function remove({ store, directory }: WritePorts, id: number): Promise<EmoncmsAnswer> {
  await directory.remove(id);
  await store.remove(id);
  return json({ success: true, message: 'Feed removed successfully.' });
}

async function clear({ store }: WritePorts, id: number): Promise<EmoncmsAnswer> {
  await store.clear(id);
  return json({ success: true, message: 'Feed cleared successfully' });
}

const scale: Write = async ({ store }, id, { parameters: { start, end, value = '' } }) =>
  json(await scaleAnswer(store, id, [intOf(start), intOf(end)], value));

const trim: Write = async ({ store }, id, { parameters: { start_time: start } }) =>
  json(/^\d+$/.test(start ?? '') && (await trimAnswer(store, id, start)));

const OF_ONE_FEED: Readonly<Record<string, Write>> = {
  'feed/post': post,
  'feed/insert': post,
  'feed/update': post,
  'feed/delete': remove,
  'feed/clear': clear,
  'feed/trim': trim,
  'feed/scalerange': scale,
  'feed/upload': upload,
};

/** Routes that change feeds; undefined for any other. */
export async function feedWrite(ports: WritePorts, request: EmoncmsRequest): Promise<EmoncmsAnswer | undefined> {
  const write = OF_ONE_FEED[request.route];
  if (write === undefined && request.route !== 'feed/create' && request.route !== 'feed/sync') return undefined;
  if (request.role !== 'write') return NOT_ACCEPTABLE;
  if (write === undefined)
    return request.route === 'feed/sync' ? sync(ports, request) : create(ports, request.parameters);
  const id = intOf(request.parameters['id']);
  if (!ports.feeds().some((feed) => feed.id === id)) return failed('Feed does not exist');
  return write(ports, id, request);
}

async function create({ directory, store }: WritePorts, given: EmoncmsRequest['parameters']): Promise<EmoncmsAnswer> {
  const { name = '', tag = '', unit = '', options = '{}' } = given;
  const parsed = parsedJson(options);
  const wanted = typeof parsed === 'object' && parsed !== null && 'interval' in parsed ? intOf(parsed.interval) : 0;
  if (!NAME.test(name) || (tag !== '' && !NAME.test(tag))) return failed('Invalid feed name or tag');
  const intervalS = Math.max(MIN_INTERVAL_S, wanted);
  const id = await directory.create({ name, tag, unit: unit.slice(0, 10), intervalS });
  if (id === undefined) return failed('feed already exists');
  await store.create(id, { intervalS });
  return json({ success: true, feedid: id, result: true });
}

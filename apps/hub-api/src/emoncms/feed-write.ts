import { intOf, scaleAnswer, trimAnswer } from '@hub/domain/series';
import {
  type EmoncmsAnswer,
  type EmoncmsRequest,
  failed,
  json,
  NOT_ACCEPTABLE,
  parsedJson,
  textFields,
} from './exchange';
import type { WritePorts } from './feed-ports';
import { feedNameFault } from './feed-names';
import { post } from './feed-post';
import { sync, upload } from './feed-upload';
import { rowOf } from './http-request';

const MIN_INTERVAL_S = 10;
const MAX_INTERVAL_S = 86_400;
const MAX_UNIT_LENGTH = 10;

type Write = (ports: WritePorts, id: number, request: EmoncmsRequest) => EmoncmsAnswer | Promise<EmoncmsAnswer>;

async function remove({ directory }: WritePorts, id: number): Promise<EmoncmsAnswer> {
  await directory.remove(id);
  return json({ success: true, message: 'Feed removed successfully.' });
}

async function clear({ directory }: WritePorts, id: number): Promise<EmoncmsAnswer> {
  await directory.clear(id);
  return json({ success: true, message: 'Feed cleared successfully' });
}

const scale: Write = async ({ store }, id, { parameters: { start, end, value = '' } }) =>
  json(await scaleAnswer(store, id, [intOf(start), intOf(end)], value));

const trim: Write = async ({ store }, id, { parameters: { start_time: start } }) =>
  json(/^\d{1,15}$/.test(start ?? '') && (await trimAnswer(store, id, start)));

/** `feed/set?id=1&fields={"name":"…","tag":"…","unit":"…"}`. */
const set: Write = async ({ directory, feeds }, id, { parameters: { fields } }) => {
  const given = textFields(fields, ['name', 'tag', 'unit']);
  const feed = feeds().find((known) => known.id === id);
  if (given === undefined || given.size === 0 || feed === undefined) return failed('Field could not be updated');
  const { name, tag, unit } = { ...feed, ...Object.fromEntries(given) };
  const renamed = name !== feed.name || tag !== feed.tag;
  const fault = renamed ? feedNameFault(tag, name) : undefined;
  if (fault !== undefined) return { ...failed(fault), status: 400 };
  if (unit.length > MAX_UNIT_LENGTH && unit !== feed.unit) return failed('Field could not be updated');
  return (await directory.change(id, { name, tag, unit }))
    ? json({ success: true, message: 'Field updated' })
    : failed('fields tag:name must be unique');
};

const OF_ONE_FEED = new Map<string, Write>([
  ['feed/post', post],
  ['feed/insert', post],
  ['feed/update', post],
  ['feed/delete', remove],
  ['feed/clear', clear],
  ['feed/trim', trim],
  ['feed/scalerange', scale],
  ['feed/set', set],
  ['feed/upload', upload],
]);

/** Routes that change feeds; undefined for any other. */
export async function feedWrite(ports: WritePorts, request: EmoncmsRequest): Promise<EmoncmsAnswer | undefined> {
  const write = OF_ONE_FEED.get(request.route);
  if (write === undefined && request.route !== 'feed/create' && request.route !== 'feed/sync') return undefined;
  if (request.role !== 'write') return NOT_ACCEPTABLE;
  if (write === undefined) return request.route === 'feed/sync' ? sync(ports, request) : create(ports, request);
  const id = rowOf(request.parameters['id']);
  if (!ports.feeds().some((feed) => feed.id === id)) return failed('Feed does not exist');
  return write(ports, id, request);
}

async function create(
  { directory, store }: WritePorts,
  { parameters, account }: EmoncmsRequest,
): Promise<EmoncmsAnswer> {
  const { name = '', tag = '', unit = '', options = '{}' } = parameters;
  const parsed = parsedJson(options);
  const wanted = typeof parsed === 'object' && parsed !== null && 'interval' in parsed ? intOf(parsed.interval) : 0;
  const fault = feedNameFault(tag, name);
  if (fault !== undefined) return { ...failed(fault), status: 400 };
  const intervalS = Math.min(Math.max(MIN_INTERVAL_S, wanted), MAX_INTERVAL_S);
  const id = await directory.create({ name, tag, unit: unit.slice(0, MAX_UNIT_LENGTH), intervalS, account });
  if (id === 'taken') return failed('feed already exists');
  if (id === 'too-many')
    return failed('There is no room for another feed of this key; delete feeds that are not needed');
  await store.create(id, { intervalS });
  return json({ success: true, feedid: id, result: true });
}

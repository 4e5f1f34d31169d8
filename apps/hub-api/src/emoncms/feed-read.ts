import { endTime, type FeedMeta, type FeedStore, intOf, withFourteenDigits } from '@hub/domain/series';
import { type EmoncmsAnswer, type EmoncmsRequest, failed, file, json, NOT_ACCEPTABLE, plain } from './exchange';
import type { FeedEntry } from './feed-directory';
import type { DataPorts } from './feed-ports';
import { rowOf } from './http-request';

const ENGINE_PHPFINA = '5';
const POINT_BYTES = 4;

interface Last {
  readonly time: number | null;
  readonly value: number | null;
}

/** The newest value, with the digits emoncms shows. */
function lastOf(store: FeedStore, id: number): Last {
  const last = store.last(id);
  if (last === undefined) return { time: null, value: null };
  return { time: last.time, value: Number.isNaN(last.value) ? null : withFourteenDigits(last.value) };
}

export const metaOf = (meta: FeedMeta | undefined): unknown =>
  meta !== undefined && {
    id: meta.id,
    interval: meta.intervalS,
    start_time: meta.startTime,
    npoints: meta.npoints,
    end_time: endTime(meta),
  };

/** `feed/value`: the newest value, or the point nearest to `time`. */
async function value({ store }: DataPorts, feed: FeedEntry, { parameters }: EmoncmsRequest): Promise<EmoncmsAnswer> {
  const time = parameters['time'] ?? '';
  return json(time === '' || time === '0' ? lastOf(store, feed.id).value : await store.valueAt(feed.id, intOf(time)));
}

function field({ store }: DataPorts, feed: FeedEntry, { parameters }: EmoncmsRequest): EmoncmsAnswer {
  const shown = new Map(Object.entries(listed(store, feed)));
  return json(shown.get(parameters['field'] ?? '') ?? false);
}

function listed(store: FeedStore, feed: FeedEntry): Record<string, unknown> {
  const meta = store.meta(feed.id);
  return {
    id: String(feed.id),
    userid: '1',
    name: feed.name,
    tag: feed.tag,
    public: feed.isPublic ? '1' : '0',
    size: String(16 + (meta?.npoints ?? 0) * POINT_BYTES),
    engine: ENGINE_PHPFINA,
    unit: feed.unit,
    ...lastOf(store, feed.id),
    start_time: meta?.startTime ?? 0,
    end_time: meta === undefined ? 0 : endTime(meta),
    interval: meta?.intervalS ?? 0,
  };
}

/** `feed/getid?tag=&name=`: the number of a feed as plain text; `false` where there is none. */
function idOf(feeds: readonly FeedEntry[], { tag, name }: EmoncmsRequest['parameters']): EmoncmsAnswer {
  const found = feeds.find((feed) => feed.name === name && (tag === undefined || feed.tag === tag));
  return plain(found === undefined ? 'false' : String(found.id));
}

/** The raw points from a byte on; the last point a client already has comes again, in case it changed since. */
function exported({ store }: DataPorts, feed: FeedEntry, { parameters }: EmoncmsRequest): EmoncmsAnswer {
  const first = Math.max(0, Math.floor(intOf(parameters['start']) / POINT_BYTES) - 1);
  return file(`${feed.id}.dat`, bytes(store, feed.id, first));
}

async function* bytes(store: FeedStore, id: number, first: number): AsyncGenerator<Uint8Array> {
  for await (const points of store.raw(id, first)) {
    yield new Uint8Array(points.buffer, points.byteOffset, points.byteLength);
  }
}

type OneFeed = (ports: DataPorts, feed: FeedEntry, request: EmoncmsRequest) => EmoncmsAnswer | Promise<EmoncmsAnswer>;

const OF_ONE_FEED = new Map<string, OneFeed>([
  ['feed/value', value],
  ['feed/timevalue', ({ store }, feed) => json(lastOf(store, feed.id))],
  ['feed/getmeta', ({ store }, feed) => json(metaOf(store.meta(feed.id)))],
  ['feed/get', field],
  ['feed/aget', ({ store }, feed) => json(listed(store, feed))],
  ['feed/export', exported],
]);

/** Both say the same here; the sync module of emoncms asks the second. */
const LISTS: ReadonlySet<string> = new Set(['feed/list', 'feed/listwithmeta']);

/** Routes that read one feed, `feed/fetch` and `feed/list`; undefined for any other. */
export async function feedRead(ports: DataPorts, request: EmoncmsRequest): Promise<EmoncmsAnswer | undefined> {
  const feeds = ports.feeds();
  const readable = (feed: FeedEntry): boolean => request.role !== 'none' || feed.isPublic;
  if (LISTS.has(request.route)) return json(feeds.filter(readable).map((feed) => listed(ports.store, feed)));
  if (request.route === 'feed/getid') return idOf(feeds.filter(readable), request.parameters);
  if (request.route === 'feed/fetch') {
    const ids = (request.parameters['ids'] ?? '').split(',').map(rowOf);
    const found = ids.map((id) => feeds.find((feed) => feed.id === id && readable(feed)));
    return json(found.map((feed) => feed !== undefined && lastOf(ports.store, feed.id).value));
  }
  const read = OF_ONE_FEED.get(request.route);
  if (read === undefined) return undefined;
  const feed = feeds.find(({ id }) => id === rowOf(request.parameters['id']));
  if (feed === undefined) return failed('Feed does not exist');
  return readable(feed) ? read(ports, feed, request) : NOT_ACCEPTABLE;
}

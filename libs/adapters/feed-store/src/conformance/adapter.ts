import { statSync } from 'node:fs';
import { join } from 'node:path';
import {
  dataRequest,
  fileNames,
  type FeedStore,
  floatOf,
  intOf,
  META_BYTES,
  type Point,
  type RawArguments,
  scaleAnswer,
  SeriesError,
  splitAnswer,
  timeFormatOf,
  trimAnswer,
  withFourteenDigits,
} from '@hub/domain/series';
import { openFeedStore } from '../store/open';
import { postBatch } from './post-batch';
import {
  type Answer,
  csvAnswer,
  engineQuery,
  lastAnswer,
  metaAnswer,
  refusedRange,
  rowsAnswer,
  sha256Answer,
} from './engine-calls';

type Rows = readonly (readonly [unknown, unknown])[];
type Last = { readonly time: number; readonly value: number | null } | null;

const open = (dir: string): Promise<FeedStore> =>
  openFeedStore({ dir, clock: () => Infinity, flushPeriodS: 0, journalPages: 64 });

/** The engine of emoncms over this store: every call leaves the files as the original would. */
export async function engine(dir: string, { minFeedInterval }: { readonly minFeedInterval: number }): Promise<object> {
  const store = await open(dir);
  const prepared = new Map<number, { rows: [unknown, unknown][]; mode: unknown }>();
  const written = async <T>(answer: T): Promise<T> => {
    await store.complete();
    return answer;
  };
  return {
    async create(id: number, interval: unknown) {
      await store.create(id, { intervalS: Math.max(intOf(interval), Math.max(1, minFeedInterval)) });
      return true;
    },
    getMeta: (id: number) => metaAnswer(store.meta(id)),
    getFeedSize: (id: number) => sizeAnswer(store, dir, id),
    lastValue: (id: number) => lastAnswer(store, id),
    getValue: (id: number, time: unknown) => orFalse(() => valueAnswer(store, id, time)),
    post: (id: number, time: unknown, value: unknown, mode: unknown) =>
      written(postBatch(store, id, [[time, value]], mode) && value),
    postMultiple: (id: number, rows: Rows, mode: unknown) => written(postBatch(store, id, rows, mode)),
    postBulkPrepare(id: number, time: unknown, value: unknown, mode: unknown) {
      const batch = prepared.get(id) ?? { rows: [], mode };
      batch.rows.push([time, value]);
      prepared.set(id, { ...batch, mode });
    },
    postBulkSave() {
      for (const [id, { rows, mode }] of prepared) postBatch(store, id, rows, mode);
      prepared.clear();
      return written(undefined);
    },
    trim(id: number, start: unknown) {
      prepared.delete(id);
      return trimAnswer(store, id, start);
    },
    async clear(id: number) {
      prepared.delete(id);
      if (store.meta(id) === undefined) return false;
      await store.clear(id);
      return { success: true, message: 'Feed cleared successfully' };
    },
    delete: (id: number) => store.remove(id),
    scaleRange: async (id: number, start: unknown, end: unknown, scale: unknown) =>
      written(await scaleAnswer(store, id, [floatOf(start), floatOf(end)], String(scale))),
    sha256: (id: number, npoints: unknown) => sha256Answer(store, id, intOf(npoints)),
    getData: (id: number, raw: RawArguments) => orFalse(() => engineData(store, id, raw)),
    getDataCsv: (id: number, raw: RawArguments) =>
      orFalse(() => {
        const query = engineQuery(raw);
        return query === undefined ? refusedRange : csvAnswer(store, id, query, timeFormatOf(raw));
      }),
    getDataSplit: (id: number, raw: RawArguments) => orFalse(() => splitAnswer(store, id, raw, 1)),
  };
}

/** The feed model of emoncms over this store. `last` is the reading its cache holds. */
export async function model(dir: string): Promise<object> {
  const store = await open(dir);
  return {
    async getData(id: number, raw: RawArguments, last: Last) {
      const request = modelRequest(raw, last);
      if ('success' in request) return request;
      return orFalse(() => rowsAnswer(store, id, request.query, request.timeformat, request.dp));
    },
    async getDataCsv(id: number, raw: RawArguments, last: Last) {
      const request = modelRequest(raw, last);
      if ('success' in request) return request;
      return orFalse(() => csvAnswer(store, id, request.query, request.timeformat));
    },
    getValue: (id: number, time: unknown, last: Last) =>
      intOf(time) === 0 ? (last?.value ?? null) : orFalse(() => valueAnswer(store, id, time)),
    getTimevalue: (id: number, last: Last) => last ?? shownLast(store, id),
    getDataSplit: (id: number, raw: RawArguments) => orFalse(() => splitAnswer(store, id, raw, 1000)),
  };
}

function modelRequest(raw: RawArguments, last: Last): ReturnType<typeof dataRequest> {
  const request = dataRequest({ timezone: 'UTC', timeformat: 'unixms', start: 0, end: 0, interval: 0, ...raw });
  if ('success' in request || last === null) return request;
  const newest: Point = { time: last.time, value: last.value ?? NaN };
  return { ...request, query: { ...request.query, newest } };
}

function engineData(store: FeedStore, id: number, raw: RawArguments): Answer {
  const query = engineQuery(raw);
  if (store.meta(id) === undefined) return false;
  return query === undefined ? refusedRange : rowsAnswer(store, id, query, timeFormatOf(raw));
}

function sizeAnswer(store: FeedStore, dir: string, id: number): Answer {
  return store.meta(id) === undefined ? false : META_BYTES + statSync(join(dir, fileNames(id).data)).size;
}

/** The original refuses an empty feed, where the store answers that nothing is known. */
function valueAnswer(store: FeedStore, id: number, time: unknown): Answer {
  return (store.meta(id)?.npoints ?? 0) > 0 && store.valueAt(id, intOf(time));
}

function shownLast(store: FeedStore, id: number): Answer {
  const last = store.last(id);
  if (last === undefined) return { time: null, value: null };
  return { time: last.time, value: Number.isNaN(last.value) ? null : withFourteenDigits(last.value) };
}

/** The original answers false where this store throws an error that names the feed. */
async function orFalse(call: () => Answer): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof SeriesError && error.code.startsWith('HUB_FEED_')) return false;
    throw error;
  }
}

import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engine, model } from './adapter';
import {
  decoded,
  emptyFolder,
  type FileState,
  fileDifference,
  putFiles,
  readVectors,
  same,
  type Vector,
  type WriteVector,
} from './vectors';

/** Answered differently on purpose: conformance/README.md says why. */
const DIFFERENT = ['E0346', 'W060', 'W061', 'W067', 'W069', 'W090', 'M018', 'M084', 'M087', 'M102'];
type Calls = Record<string, (...args: unknown[]) => unknown>;

const ENGINE_CALLS: Record<string, (vector: Vector) => [string, ...unknown[]]> = {
  get_meta: () => ['getMeta'],
  lastvalue: () => ['lastValue'],
  get_feed_size: () => ['getFeedSize'],
  get_value: ({ args }) => ['getValue', args['time']],
  get_sha256sum: ({ args }) => ['sha256', args['npoints']],
  get_data_DMY_time_of_day: ({ args }) => ['getDataSplit', args],
  get_data_combined: ({ args }) => [args['csv'] ? 'getDataCsv' : 'getData', args],
};
const MODEL_CALLS: Record<string, (vector: Vector) => [string, ...unknown[]]> = {
  get_data: ({ args, last }) => [args['csv'] ? 'getDataCsv' : 'getData', args, last],
  get_value: ({ args, last }) => ['getValue', args['time'], last],
  get_timevalue: ({ last }) => ['getTimevalue', last],
  get_data_DMY_time_of_day: ({ args, last }) => ['getDataSplit', args, last],
};
const WRITE_CALLS: Record<string, string> = {
  create: 'create',
  post: 'post',
  post_multiple: 'postMultiple',
  post_bulk_prepare: 'postBulkPrepare',
  post_bulk_save: 'postBulkSave',
  get_meta: 'getMeta',
  lastvalue: 'lastValue',
  get_value: 'getValue',
  trim: 'trim',
  clear: 'clear',
  delete: 'delete',
  scalerange: 'scaleRange',
};
const ANSWER_UNUSED = ['post', 'post_bulk_prepare', 'post_bulk_save', 'delete'];

async function ask(
  calls: Calls,
  id: number,
  [name, ...args]: [string, ...unknown[]],
  { expect: wanted }: Vector,
): Promise<boolean> {
  try {
    const answer = await calls[name]?.(id, ...args);
    if (wanted.throws !== undefined) return false;
    return wanted.csv === undefined ? same(answer, decoded(wanted.returns)) : answer === wanted.csv;
  } catch {
    return wanted.throws !== undefined;
  }
}

async function play(vector: WriteVector, dir: string): Promise<string | undefined> {
  let calls = (await engine(dir, { minFeedInterval: 10 })) as Calls;
  for (const { op, args = [], returns, throws } of vector.ops) {
    if (op === 'set_min_feed_interval') {
      calls = (await engine(dir, { minFeedInterval: Number(args[0]) })) as Calls;
      continue;
    }
    const answer = await calls[WRITE_CALLS[op] ?? op]?.(...args.map(decoded));
    if (throws !== undefined) return `${op} answered where the original failed`;
    if (!ANSWER_UNUSED.includes(op) && !same(answer, decoded(returns))) return `${op}: ${JSON.stringify(answer)}`;
  }
  return Object.entries(vector.expect_files).flatMap(([id, files]) => fileDifference(dir, id, files) ?? [])[0];
}

describe('answers of the original engine', () => {
  const fixtures = (readVectors('fixtures') as { fixtures: Record<string, FileState> }).fixtures;
  const names = Object.keys(fixtures);
  const dir = emptyFolder();

  beforeAll(() => names.forEach((name, index) => putFiles(dir, index + 1, fixtures[name]!)));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it.each([
    ['engine-queries', () => engine(dir, { minFeedInterval: 10 }), ENGINE_CALLS],
    ['model-queries', () => model(dir), MODEL_CALLS],
  ] as const)('%s', async (file, open, table) => {
    const calls = (await open()) as Calls;
    const different: string[] = [];
    const { vectors } = readVectors(file) as { vectors: Vector[] };
    for (const vector of vectors) {
      const call = table[vector.call]!(vector);
      if (!(await ask(calls, names.indexOf(vector.fixture) + 1, call, vector))) different.push(vector.id);
    }
    expect(different).toEqual(vectors.map(({ id }) => id).filter((id) => DIFFERENT.includes(id)));
  });

  it('engine-writes', async () => {
    const different: string[] = [];
    const { vectors } = readVectors('engine-writes') as { vectors: WriteVector[] };
    for (const vector of vectors) {
      const folder = emptyFolder();
      for (const [id, files] of Object.entries(vector.initial)) putFiles(folder, id, files);
      if ((await play(vector, folder)) !== undefined) different.push(vector.id);
      rmSync(folder, { recursive: true, force: true });
    }
    expect(different).toEqual(vectors.map(({ id }) => id).filter((id) => DIFFERENT.includes(id)));
  });
});

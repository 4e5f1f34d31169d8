import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openFeedStore } from '@hub/adapters/feed-store';
import type { FeedStore } from '@hub/domain/series';
import { afterAll, describe, expect, it } from 'vitest';
import { answer } from './emoncms-api';
import { type EmoncmsAnswer, INVALID_KEY } from './exchange';
import type { FeedDirectory, FeedEntry } from './feed-directory';
import type { InputMessage } from './input-parse';

/**
 * Answered differently on purpose. H038: an unknown zone is said, not a broken page. H052: `average=1,0` averages the
 * first feed only. H125: torn bytes behind the last point are no data. B03 B04 B06 B07: points in memory are like any others.
 * B10: each point keeps the gap mode it came with.
 * HW15 HW16: `feed/upload` is not offered; it stored zeros in gaps and overwrote first points.
 */
const DIFFERENT = ['H038', 'H052', 'H125', 'HW15', 'HW16', 'B03', 'B04', 'B06', 'B07', 'B10'];
const VECTORS = join(import.meta.dirname, '../../../../libs/adapters/feed-store/conformance/vectors');
const START = 1_700_000_000;
const folders: string[] = [];

interface Step {
  readonly method?: string;
  readonly path: string;
  readonly auth: string;
  readonly body?: string;
  readonly flush?: boolean;
  readonly file?: boolean;
  readonly expect: { readonly status: number; readonly content_type?: string; readonly body: string };
  readonly expect_file?: Files;
}
interface Files {
  readonly meta_b64: string;
  readonly dat_b64: string;
}

const read = (name: string) =>
  JSON.parse(gunzipSync(readFileSync(join(VECTORS, `${name}.json.gz`))).toString()) as {
    vectors: { id: string; auth: string; request: Step; expect: Step['expect']; steps: Step[]; expect_file?: Files }[];
    fixtures: Record<string, Files>;
  };
const folder = () => {
  folders.push(mkdtempSync(join(tmpdir(), 'emoncms-')));
  return folders.at(-1)!;
};
afterAll(() => folders.forEach((dir) => rmSync(dir, { recursive: true, force: true })));

class Site {
  readonly taken: InputMessage[] = [];
  private constructor(
    readonly dir: string,
    readonly store: FeedStore,
    readonly feeds: FeedEntry[],
  ) {}

  static async open(dir: string, names: readonly string[]): Promise<Site> {
    const store = await openFeedStore({ dir, clock: () => 4e9, flushPeriodS: 0, journalPages: 64 });
    const feeds = names.map((name, at) => ({
      id: at + 1,
      tag: 'vec',
      name,
      unit: 'W',
      isPublic: name === 'kwh_1h_2024',
    }));
    return new Site(dir, store, feeds);
  }

  async ask({
    method = 'GET',
    path,
    auth,
    body,
  }: Pick<Step, 'method' | 'path' | 'auth' | 'body'>): Promise<EmoncmsAnswer> {
    if (auth === 'bad') return INVALID_KEY;
    const url = new URL(`http://hub/${path.replace(/\{(\w+)\}/g, (_, name: string) => this.id(name))}`);
    const form = method === 'POST' ? new URLSearchParams(body ?? '') : [];
    const directory: FeedDirectory = {
      all: () => this.feeds,
      create: ({ name, tag, unit }) =>
        Promise.resolve(this.feeds.push({ id: this.feeds.length + 1, name, tag, unit, isPublic: false })),
      remove: (id) =>
        Promise.resolve(
          void this.feeds.splice(
            this.feeds.findIndex((feed) => feed.id === id),
            1,
          ),
        ),
    };
    return answer(
      {
        store: this.store,
        timezone: 'Europe/London',
        feeds: () => this.feeds,
        directory,
        take: (message) => this.taken.push(message),
      },
      {
        route: url.pathname.slice(1).replace(/\.json$/, ''),
        parameters: Object.fromEntries([...url.searchParams, ...form]),
        role: auth.includes('write') ? 'write' : auth.includes('read') ? 'read' : 'none',
        now: START,
      },
    );
  }

  id = (name: string) => String(name === 'feed' ? 1 : (this.feeds.find((feed) => feed.name === name)?.id ?? 0));

  async fits(answered: EmoncmsAnswer, wanted: Step['expect']): Promise<boolean> {
    const parts: Buffer[] = [];
    if (typeof answered.body === 'string') parts.push(Buffer.from(answered.body));
    else for await (const part of answered.body) parts.push(Buffer.from(part as Uint8Array));
    const body = Buffer.concat(parts).toString(answered.attachment?.endsWith('.dat') ? 'latin1' : 'utf8');
    const expected = wanted.body.replace(/\{(\w+)\}/g, (_, name: string) => this.id(name));
    if (answered.status !== wanted.status) return false;
    if (wanted.content_type !== undefined && answered.contentType !== wanted.content_type) return false;
    if (answered.contentType !== 'application/json') return body === expected;
    const comparable = (text: string): string => JSON.stringify(JSON.parse(text)).replace(/"(\d+)"/g, '$1');
    return comparable(body) === comparable(expected);
  }

  /** Whether the files of feed 1 are these; undefined: nobody looks. */
  holds(files: Files | undefined): boolean {
    const shown = (name: string) => readFileSync(join(this.dir, name)).toString('base64');
    return files === undefined || (files.meta_b64 === shown('1.meta') && files.dat_b64 === shown('1.dat'));
  }
}

describe('answers of the HTTP API of emoncms', () => {
  it('queries', async () => {
    const { fixtures } = read('fixtures');
    const dir = folder();
    for (const [at, { meta_b64: meta, dat_b64: data }] of Object.values(fixtures).entries()) {
      writeFileSync(join(dir, `${at + 1}.meta`), Buffer.from(meta, 'base64'));
      writeFileSync(join(dir, `${at + 1}.dat`), Buffer.from(data, 'base64'));
    }
    const site = await Site.open(dir, Object.keys(fixtures));
    const different: string[] = [];
    const { vectors } = read('http-queries');
    for (const { id, auth, request, expect: wanted } of vectors) {
      const answered = await site.ask({ ...request, auth }).catch(() => undefined);
      if (answered === undefined || !(await site.fits(answered, wanted))) different.push(id);
    }
    expect(different).toEqual(vectors.map(({ id }) => id).filter((id) => DIFFERENT.includes(id)));
  });

  it.each(['http-writes', 'http-buffered'])('%s', async (name) => {
    const { vectors } = read(name);
    const different: string[] = [];
    for (const { id, steps, expect_file: finalFiles } of vectors) {
      const site = await Site.open(folder(), ['feed']);
      await site.store.create(1, { intervalS: 10 });
      const fitting: boolean[] = [];
      for (const step of steps) {
        if (step.flush === true) await site.store.complete();
        const isLook = step.flush === true || step.file === true;
        fitting.push(isLook ? site.holds(step.expect_file) : await site.fits(await site.ask(step), step.expect));
      }
      await site.store.complete();
      if (!fitting.every(Boolean) || !site.holds(finalFiles)) different.push(id);
    }
    expect(different).toEqual(vectors.map(({ id }) => id).filter((id) => DIFFERENT.includes(id)));
  });
});

describe('inputs', () => {
  const ask = async (path: string) => {
    const site = await Site.open(folder(), []);
    return { body: (await site.ask({ path, auth: 'write' })).body, taken: site.taken };
  };
  const x = (name: string, value: number) => ({ name, value });

  it.each<[string, string, InputMessage[]]>([
    [
      'input/post?node=tx&fulljson={"a":1,"b":"2.5","time":1700000100}',
      '{"success":true}',
      [{ node: 'tx', time: START + 100, values: [x('a', 1), x('b', 2.5)] }],
    ],
    ['input/post/tx?json={a:1,b:2}', 'ok', [{ node: 'tx', time: START, values: [x('a', 1), x('b', 2)] }]],
    [
      'input/post.json?node=5&csv=10,20&time=1700000000',
      'ok',
      [{ node: '5', time: START, values: [x('1', 10), x('2', 20)] }],
    ],
    [
      'input/bulk?data=[[0,"a",1],[10,16,{"p":3},null]]&time=1700000000',
      'ok',
      [
        { node: 'a', time: START, values: [x('1', 1)] },
        { node: '16', time: START + 10, values: [x('p', 3), x('2', 0)] },
      ],
    ],
    [
      'input/bulk?data=[[-10,"a",1],[0,"a",2]]',
      'ok',
      [
        { node: 'a', time: START - 10, values: [x('1', 1)] },
        { node: 'a', time: START, values: [x('1', 2)] },
      ],
    ],
  ])('%s', async (path, body, messages) => {
    expect(await ask(path)).toEqual({ body, taken: messages });
  });
});

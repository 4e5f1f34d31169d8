import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFeedStore } from '@hub/adapters/feed-store';
import type { FeedStore } from '@hub/domain/series';
import { answer } from '../emoncms-api';
import { type EmoncmsAnswer, INVALID_KEY } from '../exchange';
import type { FeedDirectory, FeedEntry } from '../feed-directory';

/** The clock of every site. */
export const START = 1_700_000_000;
const folders: string[] = [];

/** A request as the recordings have it. */
export interface Step {
  readonly method?: string;
  readonly path: string;
  readonly auth: string;
  readonly body?: string;
  readonly body_b64?: string;
  readonly flush?: boolean;
  readonly file?: boolean;
  readonly expect: { readonly status: number; readonly content_type?: string; readonly body: string };
  readonly expect_file?: Files;
}
export interface Files {
  readonly meta_b64: string;
  readonly dat_b64: string;
}

export const folder = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'emoncms-'));
  folders.push(dir);
  return dir;
};
/** Takes away the folders of all sites. */
export const cleanUp = (): void => folders.forEach((dir) => rmSync(dir, { recursive: true, force: true }));

/** The answers of a hub with a store of its own, without any server. */
export class Site {
  readonly taken: string[] = [];
  readonly lists: string[] = [];
  readonly inputs = [
    { id: 3, node: 'tx', name: 'p', time: START, value: 5, description: '', processList: 'process__scale:2' },
  ];
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
    body_b64: bytes,
  }: Pick<Step, 'method' | 'path' | 'auth' | 'body' | 'body_b64'>): Promise<EmoncmsAnswer> {
    if (auth === 'bad') return INVALID_KEY;
    const url = new URL(`http://hub/${path.replace(/\{(\w+)\}/g, (_, name: string) => this.id(name))}`);
    const form = method === 'POST' ? new URLSearchParams(body ?? '') : [];
    const at = (feedId: number): number => this.feeds.findIndex((feed) => feed.id === feedId);
    const directory: FeedDirectory = {
      all: () => this.feeds,
      create: ({ name, tag, unit }) =>
        Promise.resolve(this.feeds.push({ id: this.feeds.length + 1, name, tag, unit, isPublic: false })),
      change: (feedId, change) => {
        this.feeds.splice(
          at(feedId),
          1,
          ...this.feeds
            .slice(at(feedId))
            .slice(0, 1)
            .map((feed) => ({ ...feed, ...change })),
        );
        return Promise.resolve(true);
      },
      remove: async (feedId) => {
        this.feeds.splice(at(feedId), 1);
        await this.store.remove(feedId);
      },
      clear: (feedId) => this.store.clear(feedId),
    };
    return answer(
      {
        store: this.store,
        timezone: 'Europe/London',
        feeds: () => this.feeds,
        directory,
        arrival: () => ({ receivedAt: START + 0.5, zone: 'Europe/London' }),
        accept: ({ readings, rejections }) =>
          this.taken.push(
            ...readings.map(({ source, time, value }) => `${source.node}|${source.name}=${value}@${time - START}`),
            ...rejections.map((reason) => `!${reason}`),
          ),
        inputs: () => this.inputs,
        describeInput: (id, description) => {
          this.inputs.forEach((input) => input.id === id && (input.description = description));
          return Promise.resolve();
        },
        removeInput: (id) =>
          Promise.resolve(
            void this.inputs.splice(
              this.inputs.findIndex((input) => input.id === id),
              1,
            ),
          ),
        cleanInputs: () => Promise.resolve(this.inputs.splice(0).length),
        uuid: () => Promise.resolve('8e7e5ffb-3c2f-4bd0-9b43-3a4f9ad3d2c8'),
        setProcessList: (_id, text) =>
          Promise.resolve(text.startsWith('x') ? 'no such list' : void this.lists.push(text)),
      },
      {
        route: url.pathname.slice(1).replace(/\.json$/, ''),
        parameters: Object.fromEntries([...url.searchParams, ...form]),
        role: auth.includes('write') ? 'write' : auth.includes('read') ? 'read' : 'none',
        account: 'key:test',
        now: START,
        ...(bytes !== undefined && { body: Buffer.from(bytes, 'base64') }),
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

  /** Whether the files of feed 1 are these; undefined: not checked. */
  holds(files: Files | undefined): boolean {
    const shown = (name: string) => readFileSync(join(this.dir, name)).toString('base64');
    return files === undefined || (files.meta_b64 === shown('1.meta') && files.dat_b64 === shown('1.dat'));
  }
}

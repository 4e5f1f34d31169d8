import { InjectionToken } from '@angular/core';
import { type Tick } from './hub-time';
import { openSharedStream, type SharingEdge, type TabMessage } from './shared-stream';
import { type StreamListener } from './stream-listener';

/** A call; `body` goes as JSON. */
export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly body?: unknown;
  readonly signal: AbortSignal;
}

/** What came back, whatever the status. `body` is parsed JSON, undefined where there is none; `dateMs` the time of the one who answered. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly dateMs: number | undefined;
}

/** Everything that the pages need from the browser. Each function that starts something returns the one that ends it. */
export interface BrowserEdge {
  now(): Tick;
  after(delayMs: number, run: () => void): () => void;
  every(periodMs: number, run: () => void): () => void;
  openStream(url: string, event: string, listener: StreamListener): () => void;
  /** Told whenever the page comes into sight or goes out of it. */
  watchSight(changed: (visible: boolean) => void): () => void;
  /** The parsed JSON body of a GET. Rejects on a network fault, a status other than 2xx, a body that is not JSON. */
  getJson(url: string, signal: AbortSignal): Promise<unknown>;
  /** Rejects only when no one answered. */
  request(call: HttpCall): Promise<HttpAnswer>;
  /** PUTs a file as it is; `sent` is told the share that has gone, 0–1. Rejects only when no one answered. */
  upload(url: string, file: Blob, sent: (share: number) => void): Promise<HttpAnswer>;
  /** Has the browser fetch a file and keep it, as long as it takes; the page stays. */
  download(url: string): void;
}

function openOwnStream(url: string, event: string, listener: StreamListener): () => void {
  const source = new EventSource(url);
  source.addEventListener(event, (message: MessageEvent<string>) => listener.heard(message.data));
  source.addEventListener('error', () => listener.failed());
  return () => source.close();
}

/** A tab that has the stream says so at each event; one that was silent for two heartbeats and a bit is gone. */
const TAKEN_FOR_MS = 12_000;

/** Which tab has the stream of `url` is known by when some tab last said so. Each stream has its own mark. */
function mark(url: string): Pick<SharingEdge, 'isTaken' | 'take' | 'release'> {
  const key = `hub.stream:${url}`;
  const quietly = (act: (storage: Storage) => void): void => {
    try {
      act(localStorage);
    } catch {
      // Storage is switched off: the tabs ask each other.
    }
  };
  return {
    isTaken: () => {
      let taken = true;
      quietly((storage) => {
        const age = Date.now() - Number(storage.getItem(key) ?? NaN);
        taken = age >= 0 && age < TAKEN_FOR_MS;
      });
      return taken;
    },
    take: () => quietly((storage) => storage.setItem(key, String(Date.now()))),
    release: () => quietly((storage) => storage.removeItem(key)),
  };
}

function join(url: string): SharingEdge['join'] {
  return (hear) => {
    const channel = new BroadcastChannel(url);
    channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => hear(data));
    return { post: (message) => channel.postMessage(message), leave: () => channel.close() };
  };
}

/** All tabs of a browser share one stream, where the browser lets them talk to each other. */
function openStream(url: string, event: string, listener: StreamListener): () => void {
  const open = (own: StreamListener): (() => void) => openOwnStream(url, event, own);
  if (typeof BroadcastChannel === 'undefined') return open(listener);
  return openSharedStream({ open, join: join(url), after, random: Math.random, ...mark(url) }, listener);
}

function watchSight(changed: (visible: boolean) => void): () => void {
  const tell = (): void => changed(document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', tell);
  return () => document.removeEventListener('visibilitychange', tell);
}

function after(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}

async function getJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { signal, headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`GET ${url} answered ${response.status}`);
  return response.json();
}

async function request({ method, url, body, signal }: HttpCall): Promise<HttpAnswer> {
  const response = await fetch(url, {
    method,
    signal,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return answerOf(response.status, response.headers.get('date'), await response.text());
}

/** `fetch` does not tell how far an upload is. */
function upload(url: string, file: Blob, sent: (share: number) => void): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.upload.addEventListener('progress', ({ loaded, total }) => sent(total === 0 ? 0 : loaded / total));
    call.addEventListener('load', () =>
      resolve(answerOf(call.status, call.getResponseHeader('date'), call.responseText)),
    );
    call.addEventListener('error', () => reject(new Error(`PUT ${url}: no answer`)));
    call.open('PUT', url);
    call.setRequestHeader('content-type', 'application/octet-stream');
    call.send(file);
  });
}

function download(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}

function answerOf(status: number, date: string | null, text: string): HttpAnswer {
  const dateMs = date === null ? NaN : Date.parse(date);
  return { status, body: jsonOf(text), dateMs: Number.isNaN(dateMs) ? undefined : dateMs };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // No JSON: an error page of something in between, or nothing at all. The caller's shape decides whether that will do.
    return undefined;
  }
}

const browserEdge: BrowserEdge = {
  now: () => ({ monotonicMs: performance.now(), wallMs: Date.now() }),
  after,
  every: (periodMs, run) => {
    const timer = setInterval(run, periodMs);
    return () => clearInterval(timer);
  },
  openStream,
  watchSight,
  getJson,
  request,
  upload,
  download,
};

export const BROWSER_EDGE = new InjectionToken<BrowserEdge>('BROWSER_EDGE', { factory: () => browserEdge });

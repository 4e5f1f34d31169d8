import { InjectionToken } from '@angular/core';
import { type Tick } from './hub-clock';

/** What an open stream calls. `text`: the data of one event, unparsed. */
export interface StreamListener {
  heard(text: string): void;
  failed(): void;
}

/** Everything that the live view needs from the browser. Each function that starts something returns the one that ends it. */
export interface BrowserEdge {
  now(): Tick;
  after(delayMs: number, run: () => void): () => void;
  every(periodMs: number, run: () => void): () => void;
  openStream(url: string, event: string, listener: StreamListener): () => void;
  /** The parsed JSON body of a GET. Rejects on a network fault, a status other than 2xx, a body that is not JSON. */
  getJson(url: string, signal: AbortSignal): Promise<unknown>;
}

function openStream(url: string, event: string, listener: StreamListener): () => void {
  const source = new EventSource(url);
  source.addEventListener(event, (message: MessageEvent<string>) => listener.heard(message.data));
  source.addEventListener('error', () => listener.failed());
  return () => source.close();
}

async function getJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { signal, headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`GET ${url} answered ${response.status}`);
  return response.json();
}

const browserEdge: BrowserEdge = {
  now: () => ({ monotonicMs: performance.now(), wallMs: Date.now() }),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
  every: (periodMs, run) => {
    const timer = setInterval(run, periodMs);
    return () => clearInterval(timer);
  },
  openStream,
  getJson,
};

export const BROWSER_EDGE = new InjectionToken<BrowserEdge>('BROWSER_EDGE', { factory: () => browserEdge });

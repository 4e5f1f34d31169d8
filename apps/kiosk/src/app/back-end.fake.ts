import { type Provider } from '@angular/core';
import { BROWSER_EDGE, type BrowserEdge, type HttpAnswer, type HttpCall, type StreamListener } from '@hub/data-access';

/** What a call asks for: `query` is that of the address. */
export interface FakeCall {
  readonly query: URLSearchParams;
  readonly body: unknown;
}
type Answer = Partial<HttpAnswer> | ((call: FakeCall) => Partial<HttpAnswer>);

/**
 * A back end whose every answer the test sets, by "METHOD path" below the API. What is not set is 404, and so is a call with
 * another query than the answer was set for: only an answer that is a function sees the query and may decide by it. For specs only.
 */
export class FakeBackEnd implements BrowserEdge {
  readonly calls: string[] = [];
  /** The clock of the one who answers, unix seconds. */
  nowS = Date.UTC(2026, 10, 23, 12) / 1_000;
  private readonly answers = new Map<string, Answer>();
  private readonly silent = new Set<string>();
  private readonly told = new Map<string, string>();
  private readonly listeners = new Map<string, Set<StreamListener>>();
  private readonly later: (() => void)[] = [];

  /** `route`: "GET club/forecast". */
  answer(route: string, answer: Answer): this {
    this.answers.set(route, answer);
    return this;
  }

  json(route: string, body: unknown, status = 200): this {
    return this.answer(route, { status, body });
  }

  refuse(route: string, status: number, code: string): this {
    const error = { code, message: `message of ${code}`, action: `action of ${code}`, correlationId: 'x' };
    return this.answer(route, { status, body: { error } });
  }

  /** Its answer does not come. */
  silence(route: string): this {
    this.silent.add(route);
    return this;
  }

  /** What a stream below the API says at once, and what it says from now on to each listener. */
  tell(path: string, body: unknown): this {
    this.told.set(path, JSON.stringify(body));
    for (const listener of this.listeners.get(path) ?? []) listener.heard(JSON.stringify(body));
    return this;
  }

  get provider(): Provider {
    return { provide: BROWSER_EDGE, useValue: this };
  }

  /** Runs what waits for its time, such as asking again. */
  pass(): void {
    for (const run of this.later.splice(0)) run();
  }

  now() {
    return { monotonicMs: 0, wallMs: 0 };
  }

  after(_delayMs: number, run: () => void) {
    this.later.push(run);
    return () => {
      const at = this.later.indexOf(run);
      if (at >= 0) this.later.splice(at, 1);
    };
  }

  every() {
    return () => undefined;
  }

  openStream(url: string, _event: string, listener: StreamListener) {
    const path = url.replace('/api/v1/', '');
    const open = this.listeners.get(path) ?? new Set();
    this.listeners.set(path, open.add(listener));
    const told = this.told.get(path);
    if (told !== undefined) queueMicrotask(() => open.has(listener) && listener.heard(told));
    return () => void open.delete(listener);
  }

  watchSight() {
    return () => undefined;
  }

  getJson(): Promise<unknown> {
    return Promise.reject(new Error('not used by these pages'));
  }

  request({ method, url, body }: HttpCall): Promise<HttpAnswer> {
    const path = url.replace('/api/v1/', '');
    this.calls.push(`${method} ${path}`);
    const [route = '', query = ''] = `${method} ${path}`.split('?');
    if (this.silent.has(route)) return new Promise(() => undefined);
    const found = this.answers.get(route);
    const answer =
      typeof found === 'function'
        ? found({ query: new URLSearchParams(query), body })
        : query === ''
          ? found
          : this.answers.get(`${route}?${query}`);
    const fixed = typeof answer === 'function' ? {} : answer;
    return Promise.resolve({ status: 404, body: undefined, dateMs: this.nowS * 1_000, ...fixed });
  }

  upload(url: string, file: Blob, sent: (share: number) => void): Promise<HttpAnswer> {
    sent(1);
    return this.request({ method: 'PUT', url, body: file, signal: new AbortController().signal });
  }

  download(url: string): void {
    void this.request({ method: 'GET', url, signal: new AbortController().signal });
  }
}

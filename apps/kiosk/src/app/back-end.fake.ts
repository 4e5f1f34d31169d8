import { type Provider } from '@angular/core';
import { BROWSER_EDGE, type BrowserEdge, type HttpAnswer, type HttpCall } from '@hub/data-access';

type Answer = Partial<HttpAnswer> | ((call: HttpCall) => Partial<HttpAnswer>);

/** A back end whose every answer the test sets, by "METHOD path" below the API. What is not set is 404. For specs only. */
export class FakeBackEnd implements BrowserEdge {
  readonly calls: string[] = [];
  /** The clock of whoever answers, unix seconds. */
  nowS = Date.UTC(2026, 10, 23, 12) / 1_000;
  private readonly answers = new Map<string, Answer>();
  private readonly later: (() => void)[] = [];

  /** `route`: "GET club/forecast"; a query in it has to be the same. */
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

  openStream() {
    return () => undefined;
  }

  getJson(): Promise<unknown> {
    return Promise.reject(new Error('not used by these pages'));
  }

  request(call: HttpCall): Promise<HttpAnswer> {
    const path = call.url.replace('/api/v1/', '');
    this.calls.push(`${call.method} ${path}`);
    const found =
      this.answers.get(`${call.method} ${path}`) ?? this.answers.get(`${call.method} ${path.split('?')[0] ?? ''}`);
    const answer = typeof found === 'function' ? found(call) : found;
    return Promise.resolve({ status: 404, body: undefined, dateMs: this.nowS * 1_000, ...answer });
  }

  upload(url: string, file: Blob, sent: (share: number) => void): Promise<HttpAnswer> {
    sent(1);
    return this.request({ method: 'PUT', url, body: file, signal: new AbortController().signal });
  }
}

import { type BrowserEdge, type HttpAnswer, type HttpCall } from './browser-edge';
import { type StreamListener } from './stream-listener';

interface Timer {
  dueMs: number;
  readonly periodMs: number | undefined;
  readonly run: () => void;
}

/** A browser whose clock, streams and answers the test holds. For specs only. */
export class FakeEdge implements BrowserEdge {
  /** Streams open now, oldest first. */
  readonly streams: StreamListener[] = [];
  readonly requests: string[] = [];
  opened = 0;
  answer: (url: string) => Promise<unknown> = () => Promise.reject(new Error('no answer set'));
  private ms = 0;
  private readonly timers = new Set<Timer>();

  now() {
    return { monotonicMs: this.ms, wallMs: this.ms };
  }

  after(delayMs: number, run: () => void) {
    return this.schedule({ dueMs: this.ms + delayMs, periodMs: undefined, run });
  }

  every(periodMs: number, run: () => void) {
    return this.schedule({ dueMs: this.ms + periodMs, periodMs, run });
  }

  openStream(_url: string, _event: string, listener: StreamListener) {
    this.opened += 1;
    this.streams.push(listener);
    return () => {
      const at = this.streams.indexOf(listener);
      if (at >= 0) this.streams.splice(at, 1);
    };
  }

  /** Told when the test shows or hides the page. */
  sight: (visible: boolean) => void = () => undefined;
  watchSight(changed: (visible: boolean) => void) {
    this.sight = changed;
    return () => (this.sight = () => undefined);
  }

  getJson(url: string) {
    this.requests.push(url);
    return this.answer(url);
  }

  /** What calls are answered with; by default no one answers. */
  respond: (call: Omit<HttpCall, 'signal'>) => Partial<HttpAnswer> | Promise<Partial<HttpAnswer>> = () =>
    Promise.reject(new Error('no one answers'));

  async request({ method, url, body }: HttpCall): Promise<HttpAnswer> {
    this.requests.push(method === 'GET' ? url : `${method} ${url}`);
    const answer = await this.respond({ method, url, body });
    return { status: 200, body: undefined, dateMs: undefined, ...answer };
  }

  async upload(url: string, file: Blob, sent: (share: number) => void): Promise<HttpAnswer> {
    sent(1);
    return this.request({ method: 'PUT', url, body: file, signal: new AbortController().signal });
  }

  download(url: string): void {
    void this.request({ method: 'GET', url, signal: new AbortController().signal });
  }

  /** Lets time pass and runs what falls due, in order; answered promises settle in between. */
  async pass(ms: number): Promise<void> {
    const endMs = this.ms + ms;
    for (let timer = this.next(endMs); timer !== undefined; timer = this.next(endMs)) {
      this.ms = timer.dueMs;
      if (timer.periodMs === undefined) this.timers.delete(timer);
      else timer.dueMs += timer.periodMs;
      timer.run();
      await this.settle();
    }
    this.ms = endMs;
    await this.settle();
  }

  /** Lets answered promises run on. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  }

  private schedule(timer: Timer) {
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  }

  private next(endMs: number): Timer | undefined {
    const due = [...this.timers].filter((timer) => timer.dueMs <= endMs);
    return due.toSorted((a, b) => a.dueMs - b.dueMs)[0];
  }
}

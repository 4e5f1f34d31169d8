import type { LiveSnapshot } from '@hub/contracts';

/** Reads a stream of server-sent events as a page does. */
export class EventStream {
  readonly snapshots: LiveSnapshot[] = [];
  /** Names of events other than `live`; there should be none. */
  readonly others: string[] = [];
  private readonly abort = new AbortController();
  private over = false;

  static async open(url: string, headers: Readonly<Record<string, string>> = {}): Promise<EventStream> {
    const stream = new EventStream();
    const answer = await fetch(url, {
      headers: { accept: 'text/event-stream', ...headers },
      signal: stream.abort.signal,
    });
    if (!answer.ok || !answer.body) throw new Error(`no stream: ${answer.status}`);
    void stream.read(answer.body);
    return stream;
  }

  /** True when the hub ended the stream. */
  get ended(): boolean {
    return this.over;
  }

  get last(): LiveSnapshot | undefined {
    return this.snapshots.at(-1);
  }

  close(): void {
    this.abort.abort();
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of body) {
        text += decoder.decode(chunk, { stream: true });
        const events = text.split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) this.take(event);
      }
    } catch {
      // A broken connection ends a stream like any other end.
    }
    this.over = true;
  }

  private take(event: string): void {
    const field = (name: string): string | undefined =>
      event
        .split('\n')
        .find((line) => line.startsWith(`${name}: `))
        ?.slice(name.length + 2);
    const data = field('data');
    if (data === undefined) return;
    if (field('event') === 'live') this.snapshots.push(JSON.parse(data) as LiveSnapshot);
    else this.others.push(field('event') ?? '');
  }
}

import { type StreamListener } from './stream-listener';

/** What the tabs of one browser tell each other. `from`: the tab that speaks. */
export type TabMessage =
  | { readonly kind: 'event'; readonly from: number; readonly text: string }
  | { readonly kind: 'ask' | 'failed' | 'bye'; readonly from: number };

/** What sharing a stream needs of the browser. Each function that starts something returns the one that ends it. */
export interface SharingEdge {
  /** Opens a stream of this tab's own. */
  open(listener: StreamListener): () => void;
  /** Joins the tabs' channel: `post` reaches every other tab. */
  join(hear: (message: TabMessage) => void): { post(message: TabMessage): void; leave(): void };
  after(delayMs: number, run: () => void): () => void;
  /** 0 up to 1. */
  random(): number;
  /** Whether some tab said a moment ago that it has the stream; and says so. */
  isTaken(): boolean;
  take(): void;
  /** Says that it is free now. */
  release(): void;
}

/** A tab that has the stream answers at once; one that does not answer in this time is gone. */
const ANSWER_MS = 400;

/**
 * One stream for all tabs: a browser opens six connections to a hub and no more, and a stream holds one for as long as it lasts.
 * One tab has the stream and passes on what it hears; when it goes, another takes over. Two that take it at once find out by what
 * they hear of each other, and the one with the larger number lets go.
 */
export function openSharedStream(edge: SharingEdge, listener: StreamListener): () => void {
  const stream = new SharedStream(edge, listener);
  stream.start();
  return () => stream.end();
}

class SharedStream {
  private readonly id: number;
  private readonly channel: ReturnType<SharingEdge['join']>;
  private closeOwn: (() => void) | undefined;
  private cancelWait: () => void = () => undefined;
  private last: string | undefined;

  constructor(
    private readonly edge: SharingEdge,
    private readonly listener: StreamListener,
  ) {
    this.id = edge.random();
    this.channel = edge.join((message) => this.hearTab(message));
  }

  start(): void {
    if (!this.edge.isTaken()) {
      this.lead();
      return;
    }
    this.leadUnlessHeard(ANSWER_MS);
    this.channel.post({ kind: 'ask', from: this.id });
  }

  end(): void {
    this.cancelWait();
    if (this.stopLeading()) {
      this.edge.release();
      this.channel.post({ kind: 'bye', from: this.id });
    }
    this.channel.leave();
  }

  private lead(): void {
    this.edge.take();
    this.closeOwn = this.edge.open({
      heard: (text) => {
        this.edge.take();
        this.last = text;
        this.channel.post({ kind: 'event', from: this.id, text });
        this.listener.heard(text);
      },
      failed: () => {
        this.channel.post({ kind: 'failed', from: this.id });
        this.listener.failed();
      },
    });
  }

  private stopLeading(): boolean {
    const leads = this.closeOwn !== undefined;
    this.closeOwn?.();
    this.closeOwn = undefined;
    return leads;
  }

  /** The others wait as well, each a little longer or shorter. */
  private leadUnlessHeard(atLeastMs: number): void {
    this.cancelWait();
    this.cancelWait = this.edge.after(atLeastMs + this.edge.random() * ANSWER_MS, () => this.lead());
  }

  private hearTab(message: TabMessage): void {
    if (this.closeOwn === undefined) this.follow(message);
    else if (message.kind === 'ask') this.answer();
    else if (message.kind === 'event' && message.from < this.id) {
      this.stopLeading();
      this.follow(message);
    }
  }

  private answer(): void {
    if (this.last !== undefined) this.channel.post({ kind: 'event', from: this.id, text: this.last });
  }

  private follow(message: TabMessage): void {
    if (message.kind === 'event') {
      this.cancelWait();
      this.listener.heard(message.text);
    } else if (message.kind === 'failed') this.listener.failed();
    else if (message.kind === 'bye') this.leadUnlessHeard(0);
  }
}

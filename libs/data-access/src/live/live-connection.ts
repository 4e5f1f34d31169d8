import { LIVE_EVENT, LiveSnapshot } from '@hub/contracts';
import { type BrowserEdge } from './browser-edge';
import { type LinkFault, retryDelayMs, SILENCE_MS } from './link';

const LIVE_URL = '/api/v1/live';
/** One snapshot, for where no stream comes through. */
const LATEST_URL = '/api/v1/live/latest';
const POLL_MS = 5_000;

/** What a live connection tells its owner. */
export interface LiveListener {
  heard(snapshot: LiveSnapshot): void;
  lost(fault: LinkFault): void;
}

/** The snapshot in one event, or undefined when it is not one. */
export function parseSnapshot(text: string): LiveSnapshot | undefined {
  try {
    const parsed = LiveSnapshot.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Text that is not JSON: the caller treats it as it treats any other event that it cannot read.
    return undefined;
  }
}

/**
 * Keeps one event stream to the hub open for as long as the page lives.
 *
 * The browser's own reconnection is not enough: it gives up for good when a proxy or a starting hub answers with an
 * error page, and it never notices a stream that is open but silent.
 */
export class LiveConnection {
  private readonly edge: BrowserEdge;
  private readonly listener: LiveListener;
  private failures = 0;
  private closeStream: () => void = () => undefined;
  private cancelTimer: () => void = () => undefined;
  /** Ends the polling that is under way. */
  private polling: (() => void) | undefined;
  private pollWorks = false;

  constructor(edge: BrowserEdge, listener: LiveListener) {
    this.edge = edge;
    this.listener = listener;
  }

  open(): void {
    this.close();
    this.openStream();
  }

  close(): void {
    this.endStream();
    this.stopPolling();
  }

  private openStream(): void {
    this.endStream();
    this.closeStream = this.edge.openStream(LIVE_URL, LIVE_EVENT, {
      heard: (text) => this.hear(text),
      failed: () => this.retry(),
    });
    this.watchSilence();
  }

  private endStream(): void {
    this.cancelTimer();
    this.closeStream();
  }

  private hear(text: string): void {
    this.stopPolling();
    this.watchSilence();
    const snapshot = parseSnapshot(text);
    if (snapshot === undefined) {
      this.listener.lost('unreadable');
    } else {
      this.failures = 0;
      this.listener.heard(snapshot);
    }
  }

  private watchSilence(): void {
    this.cancelTimer();
    this.cancelTimer = this.edge.after(SILENCE_MS, () => this.retry());
  }

  private retry(): void {
    this.endStream();
    if (!this.pollWorks) this.listener.lost('network');
    this.cancelTimer = this.edge.after(retryDelayMs(this.failures), () => this.openStream());
    this.failures += 1;
    if (this.failures > 1 && this.polling === undefined) this.poll();
  }

  /** Something in between lets no stream through: the same is asked for again and again until one comes. */
  private poll(): void {
    const abort = new AbortController();
    let cancelNext: () => void = () => undefined;
    this.polling = () => {
      abort.abort();
      cancelNext();
    };
    const again = (): void => {
      if (!abort.signal.aborted) cancelNext = this.edge.after(POLL_MS, ask);
    };
    const ask = (): void => {
      this.edge
        .getJson(LATEST_URL, abort.signal)
        .then((body) => this.hearPolled(abort.signal.aborted ? undefined : LiveSnapshot.safeParse(body).data))
        .catch(() => this.hearPolled(undefined))
        .finally(again);
    };
    ask();
  }

  private hearPolled(snapshot: LiveSnapshot | undefined): void {
    if (this.polling === undefined) return;
    const worked = this.pollWorks;
    this.pollWorks = snapshot !== undefined;
    if (snapshot !== undefined) this.listener.heard(snapshot);
    else if (worked) this.listener.lost('network');
  }

  private stopPolling(): void {
    this.polling?.();
    this.polling = undefined;
    this.pollWorks = false;
  }
}

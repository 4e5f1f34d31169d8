import { LIVE_EVENT, LiveSnapshot } from '@hub/contracts';
import { type BrowserEdge } from './browser-edge';
import { type LinkFault, retryDelayMs, SILENCE_MS } from './link';

const LIVE_URL = '/api/v1/live';

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

  constructor(edge: BrowserEdge, listener: LiveListener) {
    this.edge = edge;
    this.listener = listener;
  }

  open(): void {
    this.close();
    this.closeStream = this.edge.openStream(LIVE_URL, LIVE_EVENT, {
      heard: (text) => this.hear(text),
      failed: () => this.retry(),
    });
    this.watchSilence();
  }

  close(): void {
    this.cancelTimer();
    this.closeStream();
  }

  private hear(text: string): void {
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
    this.close();
    this.listener.lost('network');
    this.cancelTimer = this.edge.after(retryDelayMs(this.failures), () => this.open());
    this.failures += 1;
  }
}

import { type BrowserEdge } from '../live/browser-edge';
import { readPowerHistory } from './power-history';
import { type PowerPoint } from './power-window';

const RETRY_MS = 5_000;

/** What is asked for: one feed between two unix seconds. */
export interface HistoryRequest {
  readonly feedId: number;
  readonly startS: number;
  readonly endS: number;
}

/** Told what became of a request. */
export interface HistoryListener {
  loaded(points: readonly PowerPoint[]): void;
  failed(): void;
}

/** Loads history once per request and tries again until it succeeds; a newer request replaces an older one. */
export class HistoryLoader {
  private readonly edge: BrowserEdge;
  private readonly listener: HistoryListener;
  private cancel: () => void = () => undefined;

  constructor(edge: BrowserEdge, listener: HistoryListener) {
    this.edge = edge;
    this.listener = listener;
  }

  load(request: HistoryRequest): void {
    this.stop();
    const abort = new AbortController();
    this.cancel = () => abort.abort();
    readPowerHistory(this.edge, request.feedId, request, abort.signal).then(
      (points) => {
        if (!abort.signal.aborted) this.listener.loaded(points);
      },
      () => {
        if (!abort.signal.aborted) this.retry(request);
      },
    );
  }

  stop(): void {
    this.cancel();
  }

  private retry(request: HistoryRequest): void {
    this.listener.failed();
    this.cancel = this.edge.after(RETRY_MS, () => this.load(request));
  }
}

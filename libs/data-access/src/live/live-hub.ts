import { computed, inject, Injectable, type Signal, signal } from '@angular/core';
import { type LiveSnapshot } from '@hub/contracts';
import { HistoryLoader } from '../history/history-loader';
import { append, mergeHistory, type PowerPoint, since } from '../history/power-window';
import { BROWSER_EDGE } from './browser-edge';
import { type ClockMark, hubTimeS, type Tick } from './hub-time';
import { hubHealth, type HubHealth, type Link, lose } from './link';
import { LiveConnection } from './live-connection';
import { readingState, type ReadingState } from './reading-state';

/** Length of the power window that the page draws, in seconds. */
export const POWER_WINDOW_S = 1_800;
const TICK_MS = 1_000;

/** Whether the stored part of the power window is there. */
export type HistoryState = 'waiting' | 'loaded' | 'failed';

/** The hub as the page knows it: newest snapshot, last half hour of power, and how far both can be trusted. */
@Injectable({ providedIn: 'root' })
export class LiveHub {
  private readonly edge = inject(BROWSER_EDGE);
  private readonly tick = signal<Tick>(this.edge.now());
  private readonly link = signal<Link>({ kind: 'connecting', sinceMs: this.edge.now().monotonicMs });
  private readonly currentSnapshot = signal<LiveSnapshot | undefined>(undefined);
  private readonly recentPoints = signal<readonly PowerPoint[]>([]);
  private readonly historyState = signal<HistoryState>('waiting');
  private readonly mark = signal<ClockMark | undefined>(undefined);
  private readonly connection = new LiveConnection(this.edge, {
    heard: (snapshot) => this.hear(snapshot),
    lost: (fault) => this.lose(fault),
  });
  private readonly loader = new HistoryLoader(this.edge, {
    loaded: (stored) => this.fillIn(stored),
    failed: () => this.historyState.set('failed'),
  });
  private historyOfFeed: number | undefined;

  readonly snapshot: Signal<LiveSnapshot | undefined> = this.currentSnapshot.asReadonly();
  /** Known readings of the window, oldest first. What is missing is not there. */
  readonly points: Signal<readonly PowerPoint[]> = this.recentPoints.asReadonly();
  readonly history: Signal<HistoryState> = this.historyState.asReadonly();
  /** The hub's time in unix seconds, moving every second; undefined until the hub has spoken. */
  readonly timeS = computed<number | undefined>(() => {
    const mark = this.mark();
    return mark && hubTimeS(mark, this.tick());
  });
  readonly health = computed<HubHealth>(() => hubHealth(this.link(), this.tick().monotonicMs));
  readonly reading = computed<ReadingState>(() => {
    const reachable = this.health() === 'reachable';
    return readingState(this.currentSnapshot()?.meter, this.timeS() ?? 0, reachable);
  });

  /** Connects, and stays connected until the returned function is called. */
  start(): () => void {
    const stopTicking = this.edge.every(TICK_MS, () => this.tick.set(this.edge.now()));
    this.connection.open();
    // A page that is not seen lets its stream go: the hub and the other pages can use the connection.
    const stopWatching = this.edge.watchSight((visible) => {
      if (visible) this.reconnect();
      else this.connection.close();
    });
    return () => {
      stopTicking();
      stopWatching();
      this.connection.close();
      this.loader.stop();
    };
  }

  private reconnect(): void {
    this.tick.set(this.edge.now());
    this.link.set({ kind: 'connecting', sinceMs: this.edge.now().monotonicMs });
    this.historyOfFeed = undefined;
    this.connection.open();
  }

  private hear(snapshot: LiveSnapshot): void {
    const now = this.edge.now();
    this.tick.set(now);
    this.mark.set({ serverTimeS: snapshot.serverTime, at: now });
    this.currentSnapshot.set(snapshot);
    this.link.set({ kind: 'connected' });
    this.keep(snapshot);
    this.wantHistory(snapshot);
  }

  private keep({ serverTime, meter: { time, powerW } }: LiveSnapshot): void {
    this.recentPoints.update((points) => {
      const window = since(points, serverTime - POWER_WINDOW_S);
      return time === null || powerW === null ? window : append(window, { time, powerW });
    });
  }

  private wantHistory({ serverTime, meter: { powerFeedId } }: LiveSnapshot): void {
    if (powerFeedId === null || powerFeedId === this.historyOfFeed) return;
    this.historyOfFeed = powerFeedId;
    this.loader.load({ feedId: powerFeedId, startS: serverTime - POWER_WINDOW_S, endS: serverTime });
  }

  private fillIn(stored: readonly PowerPoint[]): void {
    this.recentPoints.update((live) => mergeHistory(stored, live));
    this.historyState.set('loaded');
  }

  private lose(fault: Parameters<typeof lose>[1]): void {
    const now = this.edge.now();
    this.tick.set(now);
    this.link.update((link) => lose(link, fault, now.monotonicMs));
    this.historyOfFeed = undefined;
    this.loader.stop();
  }
}

import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { BROWSER_EDGE } from '../live/browser-edge';
import { hubTimeS } from '../live/hub-time';
import { LiveHub } from '../live/live-hub';
import { HubApi } from './hub-api';

const TICK_MS = 10_000;

/** The time that pages go by: the hub's, carried on; where there is no live stream, that of the answers. Never the browser's own. */
@Injectable({ providedIn: 'root' })
export class HubClock {
  private readonly edge = inject(BROWSER_EDGE);
  private readonly live = inject(LiveHub);
  private readonly api = inject(HubApi);
  private readonly tick = signal(this.edge.now());

  /** Unix seconds; undefined until somebody has answered. Moves at least every ten seconds. */
  readonly timeS = computed<number | undefined>(() => {
    const mark = this.api.clock();
    return this.live.timeS() ?? (mark && hubTimeS(mark, latest(mark.at, this.tick())));
  });
  /** The same in whole minutes, for what need not move more often. */
  readonly minuteS = computed<number | undefined>(() => {
    const timeS = this.timeS();
    return timeS === undefined ? undefined : Math.floor(timeS / 60) * 60;
  });

  constructor() {
    inject(DestroyRef).onDestroy(this.edge.every(TICK_MS, () => this.tick.set(this.edge.now())));
  }
}

/** A mark may be newer than the last tick. */
function latest<T extends { readonly monotonicMs: number }>(one: T, other: T): T {
  return one.monotonicMs > other.monotonicMs ? one : other;
}

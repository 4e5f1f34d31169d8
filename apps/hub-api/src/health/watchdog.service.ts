import type { FeedStore } from '@hub/domain/series';
import type { Notifier } from '@hub/adapters/system';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { FEED_STORE, NOTIFIER } from '../ports/ports';

/** Tells systemd the truth: ready once the page answers, alive while the ingest loop turns. */
@Injectable()
export class WatchdogService implements OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(NOTIFIER) private readonly notifier: Notifier,
    @Inject(FEED_STORE) private readonly feeds: FeedStore,
  ) {}

  /** `address`: where the page answers. */
  ready(address: string): void {
    this.notifier.ready(`serving ${address}`);
    const { watchdogMs } = this.notifier;
    if (watchdogMs === null) return;
    this.timer = setInterval(() => this.beat(), watchdogMs / 3);
    this.beat();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Messages are taken synchronously, on the loop that this timer runs on: a reading that never returns stops it. */
  private beat(): void {
    // A store that cannot even name its feeds is dead, and a restart is what may help it.
    this.feeds.ids();
    this.notifier.alive();
  }
}

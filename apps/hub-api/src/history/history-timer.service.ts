import { type Instant } from '@hub/domain/time';
import { nextRefresh, retryAfterS } from '@hub/domain/provisioning';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { distinctUntilChanged, map, type Subscription } from 'rxjs';
import type { HubConfig } from '../config/config';
import { CLOCK, type Clock, CONFIG } from '../ports/ports';
import { LinkStore } from '../server-link/link.store';
import { HistoryPull } from './history-pull.service';

/** Says when the history is pulled: at a link, at a start, each morning, and soon again after a failure. */
@Injectable()
export class HistoryTimer implements OnApplicationBootstrap, OnApplicationShutdown {
  private links$: Subscription | undefined;
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | null = null;
  private failures = 0;
  private again = false;
  private stopped = false;

  constructor(
    private readonly pull: HistoryPull,
    private readonly links: LinkStore,
    @Inject(CONFIG) private readonly config: HubConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    // A renewed certificate is no new link.
    const owner = this.links.changed.pipe(
      map((link) => link?.file),
      distinctUntilChanged(),
    );
    this.links$ = owner.subscribe(() => this.wake());
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.links$?.unsubscribe();
    clearTimeout(this.timer);
    this.pull.stop();
    await this.round;
  }

  /** Pulls now; while a round is under way, once more after it. */
  wake(): void {
    if (this.stopped) return;
    this.again = this.round !== null;
    if (this.round) return;
    clearTimeout(this.timer);
    this.round = this.run().finally(() => {
      this.round = null;
      if (this.again) this.wake();
    });
  }

  /** Compares everything with the server again. */
  async verify(): Promise<void> {
    await this.pull.invalidate();
    this.wake();
  }

  private async run(): Promise<void> {
    const outcome = await this.pull.once();
    this.failures = outcome === 'failed' ? this.failures + 1 : 0;
    if (this.stopped || outcome === 'not-linked') return;
    const now = this.clock();
    const next = outcome === 'done' ? this.morning(now) : now + retryAfterS(this.failures, Math.random());
    this.timer = setTimeout(() => this.wake(), (next - now) * 1000);
    this.timer.unref();
  }

  private readonly morning = (now: Instant): Instant => nextRefresh(now, this.config.timeZone, Math.random());
}

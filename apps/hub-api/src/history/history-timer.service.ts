import { type Instant } from '@hub/domain/time';
import { nextRefresh, retryAfterS } from '@hub/domain/provisioning';
import { PeriodicTask } from '@hub/nest-http';
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
  private readonly pulls = new PeriodicTask(() => this.run(), { everyMs: Infinity });
  private failures = 0;

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
    this.links$?.unsubscribe();
    this.pull.stop();
    await this.pulls.stop();
  }

  /** Pulls now; while a round is under way, once more after it. */
  wake(): void {
    this.pulls.soon();
  }

  /** Compares everything with the server again. */
  async verify(): Promise<void> {
    await this.pull.invalidate();
    this.wake();
  }

  /** Returns the milliseconds until the next pull. */
  private async run(): Promise<number> {
    const outcome = await this.pull.once();
    this.failures = outcome === 'failed' ? this.failures + 1 : 0;
    if (outcome === 'not-linked') return Infinity;
    const now = this.clock();
    const next = outcome === 'done' ? this.morning(now) : now + retryAfterS(this.failures, Math.random());
    return (next - now) * 1000;
  }

  private readonly morning = (now: Instant): Instant => nextRefresh(now, this.config.timeZone, Math.random());
}

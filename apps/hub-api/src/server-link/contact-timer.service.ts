import { CommunityError } from '@hub/adapters/community';
import { retryAfterS } from '@hub/domain/provisioning';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { distinctUntilChanged, map, type Subscription } from 'rxjs';
import { ContactService } from './contact.service';
import { LinkStore } from './link.store';
import { problemOf } from './server-refusal';
import { ServerService } from './server.service';
import { CurrentFaults } from '../device/current-faults';

/** Often enough that "find my hub" shows an address that is true still. */
const EVERY_S = 3600;

/** Calls the server at a link, at a start, and every hour or so, each hub at its own minute. */
@Injectable()
export class ContactTimer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('contact');
  private links$: Subscription | undefined;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private stopped = false;

  constructor(
    private readonly contact: ContactService,
    private readonly servers: ServerService,
    private readonly links: LinkStore,
    private readonly faults: CurrentFaults,
  ) {}

  onApplicationBootstrap(): void {
    const owner = this.links.changed.pipe(
      map((link) => link?.file),
      distinctUntilChanged(),
    );
    this.links$ = owner.subscribe((link) => {
      clearTimeout(this.timer);
      this.failures = 0;
      this.faults.note('contact', null);
      if (link) this.plan(0);
    });
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    this.links$?.unsubscribe();
    clearTimeout(this.timer);
  }

  private plan(seconds: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => void this.call(), seconds * 1000);
    this.timer.unref();
  }

  private async call(): Promise<void> {
    const link = this.links.current?.file;
    try {
      const server = await this.servers.linked();
      if (!server) return;
      await this.contact.report(server);
      this.failures = 0;
      this.faults.note('contact', null);
    } catch (error) {
      this.failures += 1;
      this.failed(error);
    }
    if (this.links.current?.file !== link) return;
    this.plan(this.failures > 0 ? retryAfterS(this.failures, Math.random()) : EVERY_S * (0.8 + 0.4 * Math.random()));
  }

  /** A server that is away for a moment is none of the household's business; one that says no is. */
  private failed(error: unknown): void {
    if (error instanceof CommunityError && error.code === 'SERVER_REFUSED')
      this.faults.note('contact', problemOf(error));
    if (!(error instanceof CommunityError)) this.logger.error(error, 'contact');
  }
}

import { CommunityError } from '@hub/adapters/community';
import { retryAfterS } from '@hub/domain/provisioning';
import { PeriodicTask } from '@hub/nest-http';
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
  private readonly calls = new PeriodicTask(() => this.call(), { everyMs: EVERY_S * 1000, jitter: 0.2 });
  private failures = 0;

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
      this.failures = 0;
      this.faults.note('contact', null);
      if (link) this.calls.soon();
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.links$?.unsubscribe();
    this.servers.close();
    await this.calls.stop();
  }

  /** Returns when to call again: sooner after a failure, not at all without a link. */
  private async call(): Promise<number | undefined> {
    const link = this.links.current?.file;
    try {
      const server = await this.servers.linked();
      if (!server) return Infinity;
      await this.contact.report(server);
      this.failures = 0;
      this.faults.note('contact', null);
    } catch (error) {
      this.failures += 1;
      this.failed(error);
    }
    if (this.failures === 0 || this.links.current?.file !== link) return undefined;
    return retryAfterS(this.failures, Math.random()) * 1000;
  }

  /** A server that is away for a moment is none of the household's business; one that says no is. */
  private failed(error: unknown): void {
    if (error instanceof CommunityError && error.code === 'SERVER_REFUSED')
      this.faults.note('contact', problemOf(error));
    if (!(error instanceof CommunityError)) this.logger.error(error, 'contact');
  }
}

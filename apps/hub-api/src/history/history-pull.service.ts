import { CommunityError } from '@hub/adapters/community';
import { type Download, progressOf } from '@hub/domain/provisioning';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '../ports/ports';
import { LinkStore } from '../server-link/link.store';
import { problemOf } from '../server-link/server-refusal';
import { ServerService } from '../server-link/server.service';
import { HistoryProgress } from './history-progress';
import { HistorySync } from './history-sync';

/** What came of a try. */
export type Outcome = 'not-linked' | 'done' | 'failed';

/** Pulls the household's history, and says how it goes. */
@Injectable()
export class HistoryPull {
  private readonly logger = new Logger('history');

  constructor(
    private readonly servers: ServerService,
    private readonly links: LinkStore,
    private readonly sync: HistorySync,
    private readonly progress: HistoryProgress,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One try. Never throws: what went wrong is told by the first boot's state, and as a fault of a hub that was complete. */
  async once(): Promise<Outcome> {
    const link = this.links.current;
    if (!link) {
      this.progress.unlinked();
      return 'not-linked';
    }
    if (this.sync.completeAt(link.file) === null) this.progress.running();
    else this.progress.complete();
    try {
      const server = await this.servers.linked();
      if (!server) return 'not-linked';
      await this.sync.run(server, link.file, this.reported());
      this.progress.done();
      return 'done';
    } catch (error) {
      if (this.links.current !== link) return 'not-linked';
      this.failed(error);
      return 'failed';
    }
  }

  /** Everything is compared with the server's checksums again. */
  async invalidate(): Promise<void> {
    await this.sync.invalidate();
    this.progress.undone();
  }

  /** Ends a round under way: its connections close. */
  stop(): void {
    this.servers.close();
  }

  private reported(): Parameters<HistorySync['run']>[2] {
    const now = this.clock();
    let download: Download = { since: now, doneBytes: 0, totalBytes: 0 };
    const tell = (change: Partial<Download>): void => {
      download = { ...download, ...change };
      this.progress.running(progressOf(download, this.clock()));
    };
    return {
      now,
      planned: (totalBytes) => tell({ since: this.clock(), totalBytes }),
      arrived: (bytes) => tell({ doneBytes: download.doneBytes + bytes }),
    };
  }

  private failed(error: unknown): void {
    const problem = problemOf(error);
    this.progress.failed(problem);
    if (error instanceof CommunityError) this.logger.warn(`history: ${error.message}`);
    else this.logger.error(error, 'history');
  }
}

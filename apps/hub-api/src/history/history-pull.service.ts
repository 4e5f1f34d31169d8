import { CommunityError } from '@hub/adapters/community';
import { type Download, progressOf } from '@hub/domain/provisioning';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '../ports/ports';
import { LinkStore } from '../setup/link.store';
import { problemOf } from '../setup/server-refusal';
import { ServerService } from '../setup/server.service';
import { SetupStateService } from '../setup/setup-state.service';
import { HistoryRound } from './history-round';

/** What came of a try. */
export type Outcome = 'not-linked' | 'done' | 'failed';

/** Pulls the household's history, and says how it goes. */
@Injectable()
export class HistoryPull {
  private readonly logger = new Logger('history');

  constructor(
    private readonly servers: ServerService,
    private readonly links: LinkStore,
    private readonly round: HistoryRound,
    private readonly state: SetupStateService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One try. Never throws: what went wrong is told by the first boot's state, and as a fault of a hub that was complete. */
  async once(): Promise<Outcome> {
    const link = this.links.current;
    if (!link) {
      // What went wrong with the last link is nobody's trouble any more.
      this.state.note('history', null);
      return 'not-linked';
    }
    if (this.round.completeAt(link.file) !== null) this.state.take({ type: 'done', step: 'history' });
    else this.state.take({ type: 'running', step: 'history' });
    try {
      const server = await this.servers.linked();
      if (!server) return 'not-linked';
      await this.round.run(server, link.file, this.reported());
      this.state.take({ type: 'done', step: 'history' });
      this.state.note('history', null);
      return 'done';
    } catch (error) {
      if (this.links.current !== link) return 'not-linked';
      this.failed(error);
      return 'failed';
    }
  }

  /** Everything is compared with the server's checksums again. */
  async doubt(): Promise<void> {
    await this.round.doubt();
    this.state.take({ type: 'undone', step: 'history' });
  }

  /** Ends a round under way: its connections close. */
  stop(): void {
    this.servers.close();
  }

  private reported(): Parameters<HistoryRound['run']>[2] {
    const now = this.clock();
    let download: Download = { since: now, doneBytes: 0, totalBytes: 0 };
    const tell = (change: Partial<Download>): void => {
      download = { ...download, ...change };
      this.state.take({ type: 'running', step: 'history', progress: progressOf(download, this.clock()) });
    };
    return {
      now,
      planned: (totalBytes) => tell({ since: this.clock(), totalBytes }),
      arrived: (bytes) => tell({ doneBytes: download.doneBytes + bytes }),
    };
  }

  private failed(error: unknown): void {
    const problem = problemOf(error);
    this.state.take({ type: 'failed', step: 'history', problem });
    this.state.note('history', problem);
    if (error instanceof CommunityError) this.logger.warn(`history: ${error.message}`);
    else this.logger.error(error, 'history');
  }
}

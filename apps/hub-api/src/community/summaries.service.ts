import type { Database, KeptSummary } from '@hub/adapters/hub-database';
import { type SummaryList, SummaryView } from '@hub/contracts';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { ApiError, type DaysQuery } from '@hub/nest-http';
import { HistorySync } from '../history/history-sync';
import { CLOCK, type Clock, DATABASE } from '../ports/ports';
import { LinkStore } from '../server-link/link.store';
import { requiredLink } from './link-needed';

/** Days when nothing else is asked for. */
const USUAL_DAYS = 30;
const MOST_MONTHS = 600;
/** A pull is due each morning; what is older than this was not asked for in vain. */
const CURRENT_S = 36 * 3600;

/** Days and months as the server summed them up. */
@Injectable()
export class SummariesService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly links: LinkStore,
    private readonly round: HistorySync,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  daily(whose: 'club' | 'household', { from, to }: DaysQuery): Promise<SummaryList> {
    const list = `${whose}/daily`;
    return this.answer(() =>
      from === undefined && to === undefined
        ? this.database.newestSummaries(list, USUAL_DAYS)
        : this.database.summaries(list, from ?? '0000', to ?? '9999'),
    );
  }

  monthly(whose: 'club' | 'household'): Promise<SummaryList> {
    return this.answer(() => this.database.newestSummaries(`${whose}/monthly`, MOST_MONTHS));
  }

  private async answer(read: () => Promise<readonly KeptSummary[]>): Promise<SummaryList> {
    const link = requiredLink(this.links);
    if (!this.round.isOf(link)) return { summaries: [], source: 'stored' };
    const asOf = this.round.completeAt(link);
    const summaries = (await read().catch(away)).map(({ view }) => SummaryView.parse(JSON.parse(view)));
    const isCurrent = asOf !== null && this.clock() - asOf < CURRENT_S;
    return { summaries, source: isCurrent ? 'server' : 'stored', ...(asOf !== null && { asOf }) };
  }
}

function away(cause: unknown): never {
  const error = new ApiError(
    HttpStatus.SERVICE_UNAVAILABLE,
    'HUB_DATABASE_AWAY',
    'The hub cannot look up its days: its database is away.',
    'Try again in a moment; if it stays, start the hub again.',
  );
  throw Object.assign(error, { cause });
}

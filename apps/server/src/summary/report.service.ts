import type { CommunityDatabase, Member } from '@hub/adapters/database';
import type { SummaryList } from '@hub/contracts';
import type { DaySummary } from '@hub/domain/community';
import { type CalendarDay, shiftDay } from '@hub/domain/time';
import { Inject, Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service';
import type { Caller } from '../access/caller';
import type { ServerConfig } from '../config/config';
import { CONFIG, DATABASE } from '../ports/ports';
import { SummaryService } from './summary.service';
import { dailyView, monthlyView } from './summary-view';

/** Days that were asked for; both ends are optional. */
export interface DayQuery {
  readonly from?: CalendarDay | undefined;
  readonly to?: CalendarDay | undefined;
}

/** Days when nothing else is asked for. */
const USUAL_DAYS = 30;

/** Reports of a household or of the club. */
@Injectable()
export class ReportService {
  constructor(
    private readonly summaries: SummaryService,
    private readonly access: AccessService,
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    @Inject(CONFIG) private readonly config: ServerConfig,
  ) {}

  async clubDaily(query: DayQuery): Promise<SummaryList> {
    return dailyView(await this.club(query, -USUAL_DAYS + 1));
  }

  async clubMonthly(): Promise<SummaryList> {
    return monthlyView(await this.club({}, -Infinity));
  }

  async householdDaily(caller: Caller, query: DayQuery): Promise<SummaryList> {
    return dailyView(await this.household(caller, query, -USUAL_DAYS + 1));
  }

  async householdMonthly(caller: Caller): Promise<SummaryList> {
    return monthlyView(await this.household(caller, {}, -Infinity));
  }

  private async club(query: DayQuery, days: number): Promise<DaySummary[]> {
    const window = await this.window(query, days, this.config.club.firstDay);
    return window ? this.summaries.club(window.first, window.last) : [];
  }

  private async household(caller: Caller, query: DayQuery, days: number): Promise<DaySummary[]> {
    const id = await this.access.member(caller);
    const joined = (await this.database.members()).find((member: Member) => member.id === id)?.joinedDay;
    const window = await this.window(query, days, joined ?? this.config.club.firstDay);
    return window ? this.summaries.member(id, window.first, window.last) : [];
  }

  /** Never before the first day nor beyond the newest settled one. */
  private async window({ from, to }: DayQuery, days: number, firstDay: CalendarDay) {
    const newest = await this.summaries.newestDay();
    if (newest === undefined) return undefined;
    const last = to !== undefined && to < newest ? to : newest;
    const usual = days === -Infinity ? firstDay : shiftDay(last, days);
    const wanted = from ?? usual;
    return { first: wanted < firstDay ? firstDay : wanted, last };
  }
}

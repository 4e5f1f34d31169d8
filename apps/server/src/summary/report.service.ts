import type { CommunityDatabase, Member } from '@hub/adapters/server-database';
import { type DayView, dayViewOf, type SummaryList } from '@hub/contracts';
import type { DaySummary, UseSeries } from '@hub/domain/community';
import { type CalendarDay, shiftDay } from '@hub/domain/time';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service';
import type { Caller } from '../access/caller';
import type { ServerConfig } from '../config/config';
import { CONFIG, DATABASE } from '../ports/ports';
import { type Days, SummaryService } from './summary.service';
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

  /** @throws ApiError 404 SERVER_NO_TARIFF before the first tariff */
  async clubDay(day: CalendarDay): Promise<DayView> {
    return this.day(day, await this.summaries.clubSeries({ first: day, last: day }));
  }

  /** Of a household only days of its membership have half-hours. */
  async householdDay(caller: Caller, day: CalendarDay): Promise<DayView> {
    const id = await this.access.member(caller);
    return this.day(day, await this.summaries.memberSeries(id, { first: day, last: day }));
  }

  private async day(day: CalendarDay, series: UseSeries): Promise<DayView> {
    const view = dayViewOf(await this.database.tariffs(), day, series, this.config.timeZone);
    if (view !== undefined) return view;
    throw new ApiError(
      HttpStatus.NOT_FOUND,
      'SERVER_NO_TARIFF',
      `The club has no tariff on ${day}.`,
      'Ask for a later day; GET /api/v1/club/tariffs lists the tariffs.',
    );
  }

  private async club(query: DayQuery, days: number): Promise<DaySummary[]> {
    const window = await this.window(query, days, this.config.club.firstDay);
    return window ? this.summaries.club(window) : [];
  }

  private async household(caller: Caller, query: DayQuery, days: number): Promise<DaySummary[]> {
    const id = await this.access.member(caller);
    const window = await this.membership(id, query, days);
    return window ? this.summaries.member(id, window) : [];
  }

  /** Of a household that left, nothing after its last day. */
  private async membership(id: number, query: DayQuery, days: number): Promise<Days | undefined> {
    const member = (await this.database.members()).find((candidate: Member) => candidate.id === id);
    const lastDay = member?.leftDay ? shiftDay(member.leftDay, -1) : undefined;
    const to = lastDay !== undefined && (query.to === undefined || query.to > lastDay) ? lastDay : query.to;
    return this.window({ ...query, to }, days, member?.joinedDay ?? this.config.club.firstDay);
  }

  /** Never before the first day nor beyond the newest settled one. */
  private async window({ from, to }: DayQuery, days: number, firstDay: CalendarDay): Promise<Days | undefined> {
    const newest = await this.summaries.newestDay();
    if (newest === undefined) return undefined;
    const last = to !== undefined && to < newest ? to : newest;
    const usual = days === -Infinity ? firstDay : shiftDay(last, days);
    const wanted = from ?? usual;
    const first = wanted < firstDay ? firstDay : wanted;
    return first > last ? undefined : { first, last };
  }
}

import { ClubForecast, ClubLive, DayView, RowNumber, SeriesList, SeriesValues, SummaryList } from '@hub/contracts';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { Answers, DaysQuery, Needs, WindowQuery } from '@hub/nest-http';
import * as z from 'zod/mini';
import { LinkStore } from '../server-link/link.store';
import { ClubService } from './club.service';
import { DayService } from './day.service';
import { requiredLink } from './link-needed';
import { SeriesService } from './series.service';
import { SummariesService } from './summaries.service';

const DAY = { name: 'day', schema: { type: 'string', format: 'date' } } as const;
const Day = z.iso.date();

/** The same calls as on the server: the page is the same program on both. 503 LINK_NEEDED while linked to no account. */
@Controller('api/v1')
export class CommunityController {
  constructor(
    private readonly club: ClubService,
    private readonly summaries: SummariesService,
    private readonly series: SeriesService,
    private readonly days: DayService,
    private readonly links: LinkStore,
  ) {}

  @Get('club/live')
  @Needs('home.read')
  @Answers('What the club generates and uses now, as an estimate', ClubLive)
  live(): Promise<ClubLive> {
    return this.club.live(requiredLink(this.links).club.key);
  }

  @Get('club/forecast')
  @Needs('home.read')
  @Answers('Generation, demand and signal of the club, two days ahead', ClubForecast)
  forecast(): Promise<ClubForecast> {
    return this.club.forecast(this.links.current?.file.club.key);
  }

  @Get('club/daily')
  @Needs('home.read')
  @Answers('Days of the club; the newest thirty settled ones unless told', SummaryList)
  clubDaily(@Query({ schema: DaysQuery }) days: DaysQuery): Promise<SummaryList> {
    return this.summaries.daily('club', days);
  }

  @Get('club/daily/:day')
  @Needs('home.read')
  @ApiParam(DAY)
  @Answers('One day of the club: bands, prices and half-hours', DayView)
  clubDay(@Param('day', { schema: Day }) day: string): Promise<DayView> {
    return this.days.club(day, requiredLink(this.links).club.key);
  }

  @Get('club/monthly')
  @Needs('home.read')
  @Answers('Months of the club', SummaryList)
  clubMonthly(): Promise<SummaryList> {
    return this.summaries.monthly('club');
  }

  @Get('household/daily')
  @Needs('home.read')
  @Answers('Days of the household; the newest thirty settled ones unless told', SummaryList)
  householdDaily(@Query({ schema: DaysQuery }) days: DaysQuery): Promise<SummaryList> {
    return this.summaries.daily('household', days);
  }

  @Get('household/daily/:day')
  @Needs('home.read')
  @ApiParam(DAY)
  @Answers('One day of the household: bands, prices and half-hours', DayView)
  householdDay(@Param('day', { schema: Day }) day: string): Promise<DayView> {
    return this.days.household(day, requiredLink(this.links));
  }

  @Get('household/monthly')
  @Needs('home.read')
  @Answers('Months of the household', SummaryList)
  householdMonthly(): Promise<SummaryList> {
    return this.summaries.monthly('household');
  }

  @Get('series')
  @Needs('home.read')
  @Answers('Half-hours of club and household', SeriesList)
  list(): SeriesList {
    return this.series.list();
  }

  @Get('series/:id/values')
  @Needs('home.read')
  @Answers('Half-hours of a series from start up to end', SeriesValues)
  values(
    @Param('id', { schema: RowNumber }) id: number,
    @Query({ schema: WindowQuery }) { start, end }: WindowQuery,
  ): Promise<SeriesValues> {
    return this.series.values(id, start, end);
  }
}

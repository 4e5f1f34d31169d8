import { DayView, SummaryList } from '@hub/contracts';
import { Answers, DaysQuery } from '@hub/nest-http';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import * as z from 'zod/mini';
import { type Caller, From } from '../access/caller';
import { ForHousehold } from '../access/guards';
import { ReportService } from './report.service';

const DAY = { name: 'day', schema: { type: 'string', format: 'date' } } as const;
const Day = z.iso.date();

@Controller('api/v1')
export class ReportController {
  constructor(private readonly reports: ReportService) {}

  @Get('club/daily')
  @Answers('Days of the club; the newest thirty settled ones unless told', SummaryList)
  clubDaily(@Query({ schema: DaysQuery }) days: DaysQuery): Promise<SummaryList> {
    return this.reports.clubDaily(days);
  }

  @Get('club/daily/:day')
  @ApiParam(DAY)
  @Answers('One day of the club: bands, prices and half-hours', DayView)
  clubDay(@Param('day', { schema: Day }) day: string): Promise<DayView> {
    return this.reports.clubDay(day);
  }

  @Get('club/monthly')
  @Answers('Months of the club', SummaryList)
  clubMonthly(): Promise<SummaryList> {
    return this.reports.clubMonthly();
  }

  @Get('household/daily')
  @ForHousehold()
  @Answers('Days of the household whose key is sent', SummaryList)
  householdDaily(@Query({ schema: DaysQuery }) days: DaysQuery, @From() caller: Caller): Promise<SummaryList> {
    return this.reports.householdDaily(caller, days);
  }

  @Get('household/daily/:day')
  @ForHousehold()
  @ApiParam(DAY)
  @Answers('One day of the household whose key is sent: bands, prices and half-hours', DayView)
  householdDay(@Param('day', { schema: Day }) day: string, @From() caller: Caller): Promise<DayView> {
    return this.reports.householdDay(caller, day);
  }

  @Get('household/monthly')
  @ForHousehold()
  @Answers('Months of the household whose key is sent', SummaryList)
  householdMonthly(@From() caller: Caller): Promise<SummaryList> {
    return this.reports.householdMonthly(caller);
  }
}

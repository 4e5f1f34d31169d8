import { SummaryList } from '@hub/contracts';
import { Answers, DaysQuery } from '@hub/nest-http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { type Caller, From } from '../access/caller';
import { ReportService } from './report.service';

@Controller('api/v1')
export class ReportController {
  constructor(private readonly reports: ReportService) {}

  @Get('club/daily')
  @Answers('Days of the club; the newest thirty settled ones unless told', SummaryList)
  clubDaily(@Query({ schema: DaysQuery }) days: DaysQuery): Promise<SummaryList> {
    return this.reports.clubDaily(days);
  }

  @Get('club/monthly')
  @Answers('Months of the club', SummaryList)
  clubMonthly(): Promise<SummaryList> {
    return this.reports.clubMonthly();
  }

  @Get('household/daily')
  @ApiBearerAuth()
  @Answers('Days of the household whose key is sent', SummaryList)
  householdDaily(@Query({ schema: DaysQuery }) days: DaysQuery, @From() caller: Caller): Promise<SummaryList> {
    return this.reports.householdDaily(caller, days);
  }

  @Get('household/monthly')
  @ApiBearerAuth()
  @Answers('Months of the household whose key is sent', SummaryList)
  householdMonthly(@From() caller: Caller): Promise<SummaryList> {
    return this.reports.householdMonthly(caller);
  }
}

import { SummaryList } from '@hub/contracts';
import { Answers } from '@hub/nest-http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import * as z from 'zod/mini';
import { type Caller, From } from '../access/caller';
import { ReportService } from './report.service';

const Days = z.object({ from: z.optional(z.iso.date()), to: z.optional(z.iso.date()) });
type Days = z.infer<typeof Days>;

@Controller('api/v1')
export class ReportController {
  constructor(private readonly reports: ReportService) {}

  @Get('club/daily')
  @Answers('Days of the club; the newest thirty settled ones unless told', SummaryList)
  clubDaily(@Query({ schema: Days }) days: Days): Promise<SummaryList> {
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
  householdDaily(@Query({ schema: Days }) days: Days, @From() caller: Caller): Promise<SummaryList> {
    return this.reports.householdDaily(caller, days);
  }

  @Get('household/monthly')
  @ApiBearerAuth()
  @Answers('Months of the household whose key is sent', SummaryList)
  householdMonthly(@From() caller: Caller): Promise<SummaryList> {
    return this.reports.householdMonthly(caller);
  }
}

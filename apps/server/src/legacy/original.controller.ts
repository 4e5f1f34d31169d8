import {
  OriginalDay,
  OriginalForecast,
  OriginalLive,
  OriginalMonth,
  OriginalShaper,
  wholeNumber,
} from '@hub/contracts';
import { Answers } from '@hub/nest-http';
import { Controller, Get, Query } from '@nestjs/common';
import * as z from 'zod/mini';
import { OriginalService } from './original.service';

const MonthQuery = z.object({ month: z.optional(wholeNumber(1, 12)) });
const ForecastQuery = z.object({
  name: z.optional(z.string().check(z.regex(/^[a-z]+$/))),
  format: z.optional(z.enum(['octopus'])),
});

/** Addresses and answers of the original: not versioned, and not to be changed. */
@Controller()
export class OriginalController {
  constructor(private readonly original: OriginalService) {}

  @Get('live')
  @Answers('What the club does now (original shape)', OriginalLive)
  live(): Promise<object> {
    return this.original.live();
  }

  @Get(['club/summary/day', 'community/summary/day'])
  @Answers('Newest settled day of the club (original shape)', OriginalDay)
  day(): Promise<object> {
    return this.original.day();
  }

  @Get(['club/summary/monthly', 'community/summary/monthly'])
  @Answers('Months of the club (original shape)', z.array(OriginalMonth))
  months(@Query({ schema: MonthQuery }) { month }: z.infer<typeof MonthQuery>): Promise<object> {
    return this.original.months(month);
  }

  @Get('demandshaper')
  @Answers("Today's signal (original shape)", OriginalShaper)
  shaper(): Promise<object> {
    return this.original.shaper();
  }

  @Get('club/forecast')
  @Answers('The signal, two days ahead (original shape; format=octopus for agile tariffs)', OriginalForecast)
  forecast(@Query({ schema: ForecastQuery }) { name, format }: z.infer<typeof ForecastQuery>): Promise<object> {
    return this.original.forecast(name, format);
  }
}

import { ClubForecast, ClubLive } from '@hub/contracts';
import { Answers } from '@hub/nest-http';
import { Controller, Get } from '@nestjs/common';
import { ForecastViewService } from './forecast-view.service';

@Controller('api/v1/club')
export class ForecastController {
  constructor(private readonly forecasts: ForecastViewService) {}

  @Get('live')
  @Answers('What the club generates and uses now, as an estimate', ClubLive)
  live(): Promise<ClubLive> {
    return this.forecasts.live();
  }

  @Get('forecast')
  @Answers('Generation, demand and signal of the club, two days ahead', ClubForecast)
  forecast(): Promise<ClubForecast> {
    return this.forecasts.forecast();
  }
}

import { TariffList, tariffView } from '@hub/contracts';
import { Answers, Needs } from '@hub/nest-http';
import { Controller, Get } from '@nestjs/common';
import { TariffService } from './tariff.service';

@Controller('api/v1/club/tariffs')
export class TariffController {
  constructor(private readonly tariffs: TariffService) {}

  @Get()
  @Needs('home.read')
  @Answers(
    'Every tariff of the club, past and to come, oldest first; the built-in one of a hub that has none yet',
    TariffList,
  )
  list(): TariffList {
    return { tariffs: this.tariffs.tariffs.map(tariffView) };
  }
}

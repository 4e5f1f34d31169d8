import { Module } from '@nestjs/common';
import { ForecastController } from './forecast.controller';
import { ForecastService } from './forecast.service';
import { ForecastViewService } from './forecast-view.service';

@Module({
  controllers: [ForecastController],
  providers: [ForecastService, ForecastViewService],
  exports: [ForecastService],
})
export class ForecastModule {}

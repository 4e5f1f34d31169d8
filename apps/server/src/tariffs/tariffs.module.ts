import { Module } from '@nestjs/common';
import { ForecastModule } from '../forecast/forecast.module';
import { TariffsController } from './tariffs.controller';
import { TariffsService } from './tariffs.service';

@Module({ imports: [ForecastModule], controllers: [TariffsController], providers: [TariffsService] })
export class TariffsModule {}

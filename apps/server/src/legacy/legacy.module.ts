import { Module } from '@nestjs/common';
import { ForecastModule } from '../forecast/forecast.module';
import { SummaryModule } from '../summary/summary.module';
import { OriginalController } from './original.controller';
import { OriginalService } from './original.service';

@Module({ imports: [ForecastModule, SummaryModule], controllers: [OriginalController], providers: [OriginalService] })
export class LegacyModule {}

import { Module } from '@nestjs/common';
import { ForecastModule } from '../forecast/forecast.module';
import { SharingModule } from '../sharing/sharing.module';
import { SyncModule } from '../sync/sync.module';
import { CycleService } from './cycle.service';

/** The one loop: sync, then sharing, then the forecast. */
@Module({ imports: [ForecastModule, SharingModule, SyncModule], providers: [CycleService], exports: [CycleService] })
export class CycleModule {}

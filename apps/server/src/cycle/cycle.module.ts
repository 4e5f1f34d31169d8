import { Module } from '@nestjs/common';
import { ForecastModule } from '../forecast/forecast.module';
import { SharingService } from '../sharing/sharing.service';
import { ClubSyncService } from '../sync/club-sync.service';
import { CycleService } from './cycle.service';

@Module({
  imports: [ForecastModule],
  providers: [ClubSyncService, CycleService, SharingService],
  exports: [CycleService],
})
export class CycleModule {}

import { Module } from '@nestjs/common';
import { ForecastModule } from '../forecast/forecast.module';
import { SharingService } from '../sharing/sharing.service';
import { ClubSyncService } from '../sync/club-sync.service';
import { RefetchController } from '../sync/refetch.controller';
import { CycleService } from './cycle.service';

@Module({
  imports: [ForecastModule],
  controllers: [RefetchController],
  providers: [ClubSyncService, CycleService, SharingService],
  exports: [CycleService],
})
export class CycleModule {}

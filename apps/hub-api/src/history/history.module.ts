import { Module } from '@nestjs/common';
import { DeviceModule } from '../device/device.module';
import { InputsModule } from '../inputs/inputs.module';
import { MeteringModule } from '../metering/metering.module';
import { ServerLinkModule } from '../server-link/server-link.module';
import { SetupModule } from '../setup/setup.module';
import { HistoryProgress } from './history-progress';
import { HistoryPull } from './history-pull.service';
import { HistorySync } from './history-sync';
import { HistoryTimer } from './history-timer.service';
import { HistoryController } from './history.controller';
import { HouseholdReadings } from './household-readings.service';
import { PulledFeeds } from './pulled-feeds.service';
import { SyncStateStore } from './sync-state.store';

@Module({
  imports: [DeviceModule, InputsModule, MeteringModule, ServerLinkModule, SetupModule],
  controllers: [HistoryController],
  providers: [HistoryProgress, HistoryPull, HistorySync, HistoryTimer, HouseholdReadings, PulledFeeds, SyncStateStore],
  exports: [HistorySync, PulledFeeds, SyncStateStore],
})
export class HistoryModule {}

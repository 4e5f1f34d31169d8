import { Module } from '@nestjs/common';
import { InputsModule } from '../inputs/inputs.module';
import { SetupModule } from '../setup/setup.module';
import { HistoryPull } from './history-pull.service';
import { HistoryRound } from './history-round';
import { HistoryTimer } from './history-timer.service';
import { HistoryController } from './history.controller';
import { HouseholdReadings } from './household-readings.service';
import { PulledFeeds } from './pulled-feeds.service';
import { TakenStore } from './taken.store';

@Module({
  imports: [InputsModule, SetupModule],
  controllers: [HistoryController],
  providers: [HistoryPull, HistoryRound, HistoryTimer, HouseholdReadings, PulledFeeds, TakenStore],
  exports: [HistoryRound, PulledFeeds, TakenStore],
})
export class HistoryModule {}

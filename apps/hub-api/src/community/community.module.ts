import { Module } from '@nestjs/common';
import { HistoryModule } from '../history/history.module';
import { InputsModule } from '../inputs/inputs.module';
import { LiveModule } from '../live/live.module';
import { ServerLinkModule } from '../server-link/server-link.module';
import { ClubFeeds } from './club-feeds.service';
import { ClubMessagesController } from './club-messages.controller';
import { ClubService } from './club.service';
import { CommunityController } from './community.controller';
import { ForecastStore } from './kept-forecast.service';
import { OwnForecast } from './own-forecast.service';
import { SeriesService } from './series.service';
import { SummariesService } from './summaries.service';

@Module({
  imports: [HistoryModule, InputsModule, LiveModule, ServerLinkModule],
  controllers: [ClubMessagesController, CommunityController],
  providers: [ClubFeeds, ClubService, ForecastStore, OwnForecast, SeriesService, SummariesService],
  exports: [ClubService],
})
export class CommunityModule {}

import { Module } from '@nestjs/common';
import { HistoryModule } from '../history/history.module';
import { InputsModule } from '../inputs/inputs.module';
import { ServerLinkModule } from '../server-link/server-link.module';
import { TariffModule } from '../tariff/tariff.module';
import { ClubFeeds } from './club-feeds.service';
import { ClubMessagesController } from './club-messages.controller';
import { ClubService } from './club.service';
import { CommunityController } from './community.controller';
import { DayService } from './day.service';
import { ForecastStore } from './kept-forecast.service';
import { OwnForecast } from './own-forecast.service';
import { PriceService } from './price.service';
import { SeriesService } from './series.service';
import { SummariesService } from './summaries.service';

@Module({
  imports: [HistoryModule, InputsModule, ServerLinkModule, TariffModule],
  controllers: [ClubMessagesController, CommunityController],
  providers: [
    ClubFeeds,
    ClubService,
    DayService,
    ForecastStore,
    OwnForecast,
    PriceService,
    SeriesService,
    SummariesService,
  ],
  exports: [ClubService, DayService, PriceService],
})
export class CommunityModule {}

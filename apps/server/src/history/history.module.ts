import { Module } from '@nestjs/common';
import { HistoryController } from './history.controller';
import { HistoryService } from './history.service';
import { SeriesSums } from './series-sums';

@Module({ controllers: [HistoryController], providers: [HistoryService, SeriesSums] })
export class HistoryModule {}

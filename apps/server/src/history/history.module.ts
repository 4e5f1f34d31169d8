import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module';
import { HistoryController } from './history.controller';
import { HistoryService } from './history.service';

@Module({ imports: [AccessModule], controllers: [HistoryController], providers: [HistoryService] })
export class HistoryModule {}

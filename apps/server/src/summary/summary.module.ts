import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module';
import { ReportController } from './report.controller';
import { ReportService } from './report.service';
import { SummaryService } from './summary.service';

@Module({
  imports: [AccessModule],
  controllers: [ReportController],
  providers: [ReportService, SummaryService],
  exports: [SummaryService],
})
export class SummaryModule {}

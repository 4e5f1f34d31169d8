import { Module } from '@nestjs/common';
import { LoadReportService } from './load-report.service';
import { UpdateController } from './update.controller';
import { UpdateFiles } from './update-files';
import { UpdateService } from './update.service';
import { UploadService } from './upload.service';

@Module({
  controllers: [UpdateController],
  providers: [LoadReportService, UpdateFiles, UpdateService, UploadService],
  exports: [LoadReportService],
})
export class UpdateModule {}

import { Module } from '@nestjs/common';
import { InputsModule } from '../inputs/inputs.module';
import { MeterIngestService } from './meter-ingest.service';
import { MeterMessagesController } from './meter-messages.controller';
import { MeterMirror } from './meter-mirror.service';
import { MeterService } from './meter.service';

@Module({
  imports: [InputsModule],
  controllers: [MeterMessagesController],
  providers: [MeterIngestService, MeterMirror, MeterService],
  exports: [MeterService],
})
export class MeteringModule {}

import { Module } from '@nestjs/common';
import { InputsModule } from '../inputs/inputs.module';
import { MeterMessagesController } from './meter-messages.controller';
import { MeterMirror } from './meter-mirror.service';
import { MeterService } from './meter.service';

@Module({
  imports: [InputsModule],
  controllers: [MeterMessagesController],
  providers: [MeterMirror, MeterService],
  exports: [MeterService],
})
export class MeteringModule {}

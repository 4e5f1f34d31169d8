import { Module } from '@nestjs/common';
import { InputsModule } from '../inputs/inputs.module';
import { MeteringModule } from '../metering/metering.module';
import { LiveController } from './live.controller';
import { LiveService, SnapshotSource } from './live.service';
import { TariffService } from './tariff.service';

@Module({
  imports: [InputsModule, MeteringModule],
  controllers: [LiveController],
  providers: [LiveService, SnapshotSource, TariffService],
  exports: [TariffService],
})
export class LiveModule {}

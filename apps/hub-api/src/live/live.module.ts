import { Module } from '@nestjs/common';
import { CommunityModule } from '../community/community.module';
import { InputsModule } from '../inputs/inputs.module';
import { MeteringModule } from '../metering/metering.module';
import { LiveController } from './live.controller';
import { LiveService, SnapshotSource } from './live.service';

@Module({
  imports: [CommunityModule, InputsModule, MeteringModule],
  controllers: [LiveController],
  providers: [LiveService, SnapshotSource],
})
export class LiveModule {}

import { Module } from '@nestjs/common';
import { CycleModule } from '../cycle/cycle.module';
import { FleetModule } from '../fleet/fleet.module';
import { DataAgeService } from './data-age.service';
import { HealthController } from './health.controller';
import { HealthService } from './health.service';
import { PartsHealth } from './parts-health';

@Module({
  imports: [CycleModule, FleetModule],
  controllers: [HealthController],
  providers: [DataAgeService, HealthService, PartsHealth],
})
export class HealthModule {}

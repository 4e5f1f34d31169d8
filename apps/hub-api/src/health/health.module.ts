import { Module } from '@nestjs/common';
import { InputsModule } from '../inputs/inputs.module';
import { HealthController } from './health.controller';
import { HealthService, PortChecks } from './health.service';
import { IngestHealthService } from './ingest-health.service';
import { WatchdogService } from './watchdog.service';

@Module({
  imports: [InputsModule],
  controllers: [HealthController],
  providers: [HealthService, IngestHealthService, PortChecks, WatchdogService],
})
export class HealthModule {}

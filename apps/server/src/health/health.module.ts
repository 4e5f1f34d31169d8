import { Module } from '@nestjs/common';
import { CycleModule } from '../cycle/cycle.module';
import { DataAgeService } from './data-age.service';
import { HealthController } from './health.controller';
import { HealthService } from './health.service';

@Module({ imports: [CycleModule], controllers: [HealthController], providers: [DataAgeService, HealthService] })
export class HealthModule {}

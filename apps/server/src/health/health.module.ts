import { Module } from '@nestjs/common';
import { CycleModule } from '../cycle/cycle.module';
import { HealthController } from './health.controller';
import { HealthService } from './health.service';

@Module({ imports: [CycleModule], controllers: [HealthController], providers: [HealthService] })
export class HealthModule {}

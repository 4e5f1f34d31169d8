import { Health } from '@hub/contracts';
import { Answers, Needs, ProbesController } from '@hub/nest-http';
import { Controller, Get } from '@nestjs/common';
import { HealthService } from './health.service';

/** Also at `/health`, where service managers and load balancers look. */
@Controller(['api/v1/health', 'health'])
export class HealthController extends ProbesController {
  constructor(protected readonly health: HealthService) {
    super();
  }

  @Get()
  @Needs('open')
  @Answers('State of every part, and what became of the readings', Health)
  deep(): Promise<Health> {
    return this.health.deep();
  }
}

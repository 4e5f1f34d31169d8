import { ServerHealth } from '@hub/contracts';
import { Answers, ProbesController } from '@hub/nest-http';
import { Controller, Get } from '@nestjs/common';
import { HealthService } from './health.service';

/** Also at `/health`, where service managers and load balancers look. */
@Controller(['api/v1/health', 'health'])
export class HealthController extends ProbesController {
  constructor(protected readonly health: HealthService) {
    super();
  }

  @Get()
  @Answers('State of every part, and of the last round of fetching', ServerHealth)
  deep(): Promise<ServerHealth> {
    return this.health.deep();
  }
}

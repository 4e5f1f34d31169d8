import { Health, Probe } from '@hub/contracts';
import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { Answers } from '@hub/web-shell';
import { HealthService } from './health.service';

/** What is needed of Fastify's reply. */
interface Reply {
  status(code: number): unknown;
}

/** Also at `/health`, where service managers and load balancers look. */
@Controller(['api/v1/health', 'health'])
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get()
  @Answers('State of every part, and what became of the readings', Health)
  deep(): Promise<Health> {
    return this.health.deep();
  }

  @Get('live')
  @Answers('The process answers', Probe)
  live(): Probe {
    return { status: 'ok' };
  }

  @Get('ready')
  @Answers('Everything that readings need is there', Probe, { alsoStatus: HttpStatus.SERVICE_UNAVAILABLE })
  async ready(@Res({ passthrough: true }) reply: Reply): Promise<Probe> {
    const probe = await this.health.ready();
    if (probe.status !== 'ok') reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return probe;
  }
}

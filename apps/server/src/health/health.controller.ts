import { Probe, ServerHealth } from '@hub/contracts';
import { Answers } from '@hub/web-shell';
import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
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
  @Answers('State of every part, and of the last round of fetching', ServerHealth)
  deep(): Promise<ServerHealth> {
    return this.health.deep();
  }

  @Get('live')
  @Answers('The process answers', Probe)
  live(): Probe {
    return { status: 'ok' };
  }

  @Get('ready')
  @Answers('Everything that an answer needs is there', Probe, { alsoStatus: HttpStatus.SERVICE_UNAVAILABLE })
  async ready(@Res({ passthrough: true }) reply: Reply): Promise<Probe> {
    const probe = await this.health.ready();
    if (probe.status !== 'ok') reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return probe;
  }
}

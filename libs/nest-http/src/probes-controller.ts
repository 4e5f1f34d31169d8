import { Probe } from '@hub/contracts';
import { Get, HttpStatus, Res } from '@nestjs/common';
import { Answers } from './answers';
import { Needs } from './needs';

/** What is needed of Fastify's reply. */
interface Reply {
  status(code: number): unknown;
}

/** What service managers and load balancers ask of any of our programs. */
export abstract class ProbesController {
  protected abstract readonly health: { ready(): Promise<Probe> };

  @Get('live')
  @Needs('open')
  @Answers('The process answers', Probe)
  live(): Probe {
    return { status: 'ok' };
  }

  @Get('ready')
  @Needs('open')
  @Answers('Everything that an answer needs is there', Probe, { alsoStatus: HttpStatus.SERVICE_UNAVAILABLE })
  async ready(@Res({ passthrough: true }) reply: Reply): Promise<Probe> {
    const probe = await this.health.ready();
    if (probe.status !== 'ok') reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return probe;
  }
}

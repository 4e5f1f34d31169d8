import { Readable } from 'node:stream';
import { All, Controller, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CLOCK, type Clock } from '../ports/ports';
import { ApiKeysService } from './api-keys.service';
import { EmoncmsService } from './emoncms.service';
import { type EmoncmsAnswer, INVALID_KEY, type Role } from './exchange';
import { keyOf, parametersOf, routeOf } from './http-request';

/** The addresses that devices, apps and scripts made for emoncms know, with and without its folder. */
@ApiExcludeController()
@Controller()
export class EmoncmsController {
  constructor(
    private readonly emoncms: EmoncmsService,
    private readonly keys: ApiKeysService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @All(['feed/*', 'input/*', 'emoncms/feed/*', 'emoncms/input/*'])
  async any(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const parameters = parametersOf(request.query, request.body);
    const key = keyOf(parameters, request.headers.authorization);
    const role: Role | undefined = key === undefined ? 'none' : await this.keys.roleOf(key);
    const answered: EmoncmsAnswer =
      role === undefined
        ? INVALID_KEY
        : await this.emoncms.answer({ route: routeOf(request.url), parameters, role, now: this.clock() });
    const { status, contentType, attachment, body } = answered;
    if (attachment !== undefined) void reply.header('content-disposition', `attachment; filename=${attachment}`);
    void reply.status(status).header('content-type', contentType);
    await reply.send(typeof body === 'string' ? body : Readable.from(body, { objectMode: false }));
  }
}

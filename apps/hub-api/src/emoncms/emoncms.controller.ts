import { Needs } from '@hub/nest-http';
import { Readable } from 'node:stream';
import { All, Controller, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CLOCK, type Clock } from '../ports/ports';
import { accountOfKey, ApiKeysService } from '../access/api-keys.service';
import { EmoncmsService } from './emoncms.service';
import { type EmoncmsAnswer, INVALID_KEY, NOT_ACCEPTABLE, page, type Role } from './exchange';
import { keyOf, parametersOf, routeOf } from './http-request';
import { SEALED_TYPE } from './raw-bodies';
import { unseal } from './sealed';

/** What a device may seal. */
const SEALED_ROUTE = /^input\/(?:post|bulk)(?:\/|$)/;

/** The addresses that devices, apps and scripts made for emoncms know, with and without its folder. */
@ApiExcludeController()
@Controller()
export class EmoncmsController {
  constructor(
    private readonly emoncms: EmoncmsService,
    private readonly keys: ApiKeysService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @All(['feed/*', 'input/*', 'user/*', 'emoncms/feed/*', 'emoncms/input/*', 'emoncms/user/*'])
  @Needs('by-key')
  async any(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const answered = await (request.headers['content-type'] === SEALED_TYPE
      ? this.sealed(request)
      : this.open(request));
    const { status, contentType, attachment, body } = answered;
    if (attachment !== undefined) void reply.header('content-disposition', `attachment; filename=${attachment}`);
    void reply.status(status).header('content-type', contentType);
    await reply.send(typeof body === 'string' ? body : Readable.from(body, { objectMode: false }));
  }

  private async open(request: FastifyRequest): Promise<EmoncmsAnswer> {
    const body = request.body instanceof Uint8Array ? request.body : undefined;
    const parameters = parametersOf(request.query, body === undefined ? request.body : undefined);
    const key = keyOf(parameters, request.headers.authorization);
    const role: Role | undefined = key === undefined ? 'none' : await this.keys.roleOf(key);
    if (role === undefined) return INVALID_KEY;
    const route = routeOf(request.url);
    if (route === undefined) return NOT_ACCEPTABLE;
    return this.emoncms.answer({ route, parameters, role, account: accountOfKey(key ?? ''), now: this.clock(), body });
  }

  private async sealed({ url, body, headers, query }: FastifyRequest): Promise<EmoncmsAnswer> {
    const opened = unseal(String(body), headers.authorization, await this.keys.sealingKeys());
    if (typeof opened === 'string') return page(opened);
    const { proof, key } = opened;
    const parameters = { ...parametersOf(query, undefined), ...opened.parameters };
    const route = routeOf(url);
    if (route === undefined || !SEALED_ROUTE.test(route)) return NOT_ACCEPTABLE;
    return this.emoncms.answer({
      route,
      parameters,
      role: 'write',
      account: accountOfKey(key),
      now: this.clock(),
      proof,
    });
  }
}

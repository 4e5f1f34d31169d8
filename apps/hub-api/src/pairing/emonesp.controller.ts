import { Needs } from '@hub/nest-http';
import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { PairingService } from './pairing.service';

/** An IPv4 address as a socket of both families writes it. */
const MAPPED = /^::ffff:(?=\d+\.)/i;

/** Where the firmware EmonESP asks for its login. It knows no account: its address is all there is. */
@ApiExcludeController()
@Controller()
export class EmonEspController {
  constructor(private readonly pairing: PairingService) {}

  @Get(['emoncms/device/auth/request.json', 'device/auth/request.json'])
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('cache-control', 'no-store')
  @Needs('open')
  ask(@Req() request: FastifyRequest): string {
    return this.pairing.ask((request.socket.remoteAddress ?? '').replace(MAPPED, ''));
  }
}

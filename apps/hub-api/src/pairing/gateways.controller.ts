import { GatewayAccess, GatewayRequest, GatewaySerial } from '@hub/contracts';
import { Answers, AnswersNothing, Needs } from '@hub/nest-http';
import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { CurrentPerson } from '../access/person';
import type { Session } from '../access/session.store';
import { GatewaysService } from './gateways.service';

@Controller('api/v1/pairing/gateways')
export class GatewaysController {
  constructor(private readonly gateways: GatewaysService) {}

  @Post()
  @Needs('home.control')
  @Answers('Lets a meter gateway in by TLS; its password is shown this once, an earlier one ends', GatewayAccess)
  pair(
    @Body({ schema: GatewayRequest }) { serial }: GatewayRequest,
    @CurrentPerson() person: Session,
  ): Promise<GatewayAccess> {
    return this.gateways.pair(serial, person.name);
  }

  @Delete(':serial')
  @HttpCode(204)
  @Needs('home.control')
  @AnswersNothing('Ends the account of a gateway, and its session')
  forget(@Param('serial', { schema: GatewaySerial }) serial: string, @CurrentPerson() person: Session): Promise<void> {
    return this.gateways.forget(serial, person.name);
  }
}

import { PairingDecision, PairingView } from '@hub/contracts';
import { Answers, Needs } from '@hub/nest-http';
import { Body, Controller, Delete, Get, HttpCode, type MessageEvent, Post, Sse } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { CurrentPerson } from '../access/person';
import type { Session } from '../access/session.store';
import { PairingDecisions } from './pairing-decisions';
import { PairingService } from './pairing.service';

const MAX_UNREAD_CHARACTERS = 65_536;

@Controller('api/v1/pairing')
export class PairingController {
  constructor(
    private readonly pairing: PairingService,
    private readonly decisions: PairingDecisions,
  ) {}

  @Get()
  @Needs('home.control')
  @Answers('Whether devices may ask to be let in, and which do', PairingView)
  show(): PairingView {
    return this.pairing.now();
  }

  @Sse('events', { maxPendingDataLength: MAX_UNREAD_CHARACTERS })
  @Needs('home.control')
  @Answers('Server-sent events of type `pairing`; the data of each is this', PairingView, {
    contentType: 'text/event-stream',
  })
  events(): Observable<MessageEvent> {
    return this.pairing.events();
  }

  @Post('window')
  @HttpCode(200)
  @Needs('home.control')
  @Answers('Lets devices ask for three minutes', PairingView)
  open(): PairingView {
    return this.pairing.open();
  }

  @Delete('window')
  @Needs('home.control')
  @Answers('Lets no further device ask', PairingView)
  close(): PairingView {
    return this.pairing.close();
  }

  @Post('allow')
  @HttpCode(200)
  @Needs('home.control')
  @Answers('Lets a device in: its login waits for it for a minute', PairingView)
  allow(
    @Body({ schema: PairingDecision }) { address }: PairingDecision,
    @CurrentPerson() person: Session,
  ): Promise<PairingView> {
    return this.decisions.allow(address, person.name);
  }

  @Post('deny')
  @HttpCode(200)
  @Needs('home.control')
  @Answers('Refuses a device', PairingView)
  deny(
    @Body({ schema: PairingDecision }) { address }: PairingDecision,
    @CurrentPerson() person: Session,
  ): Promise<PairingView> {
    return this.decisions.deny(address, person.name);
  }
}

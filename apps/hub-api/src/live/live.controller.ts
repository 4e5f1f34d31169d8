import { LiveSnapshot } from '@hub/contracts';
import { Controller, type MessageEvent, Sse } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { schemaOf } from '../docs/answers';
import { LiveService } from './live.service';

/** A page that does not read is dropped once this much waits for it: it reconnects and gets the present. */
const MAX_UNREAD_CHARACTERS = 262_144;

@Controller('api/v1/live')
export class LiveController {
  constructor(private readonly live: LiveService) {}

  @Sse('', { maxPendingDataLength: MAX_UNREAD_CHARACTERS })
  @ApiOperation({ summary: 'Server-sent events of type `live`' })
  @ApiOkResponse({
    description: 'The data of each event',
    content: { 'text/event-stream': { schema: schemaOf(LiveSnapshot) } },
  })
  stream(): Observable<MessageEvent> {
    return this.live.open();
  }
}

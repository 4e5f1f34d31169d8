import { LiveSnapshot } from '@hub/contracts';
import { Controller, Get, Ip, type MessageEvent, Sse } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { Answers, Needs } from '@hub/nest-http';
import { LiveService } from './live.service';

/** A page that does not read is dropped once this much waits for it: it reconnects and gets the present. */
const MAX_UNREAD_CHARACTERS = 262_144;

@Controller('api/v1/live')
export class LiveController {
  constructor(private readonly live: LiveService) {}

  @Sse('', { maxPendingDataLength: MAX_UNREAD_CHARACTERS })
  @Needs('home.read')
  @Answers('Server-sent events of type `live`; the data of each is this', LiveSnapshot, {
    contentType: 'text/event-stream',
  })
  stream(@Ip() address: string): Observable<MessageEvent> {
    return this.live.open(address);
  }

  /** For a page that no stream reaches, because something in between holds it back. */
  @Get('latest')
  @Needs('home.read')
  @Answers('What the next event of the stream would say', LiveSnapshot)
  latest(): LiveSnapshot {
    return this.live.latest();
  }
}

import type { BrokerMessage } from '@hub/adapters/mqtt';
import { TOPIC_FILTERS } from '@hub/contracts';
import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { IngestService } from '../inputs/ingest.service';

/** Half-hours of the club that come by the meter's gateway. */
@Controller()
export class ClubMessagesController {
  constructor(private readonly ingest: IngestService) {}

  @EventPattern(TOPIC_FILTERS.club)
  series(@Payload() message: BrokerMessage): void {
    this.ingest.take('club', message);
  }
}

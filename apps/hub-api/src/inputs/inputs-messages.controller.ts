import type { BrokerMessage } from '@hub/adapters/mqtt';
import { TOPIC_FILTERS } from '@hub/contracts';
import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { IngestService } from './ingest.service';

/** Readings of devices and sensors, in every encoding of emonCMS. */
@Controller()
export class InputsMessagesController {
  constructor(private readonly ingest: IngestService) {}

  /** Of `TOPIC_FILTERS.emoncms`, called by the transport directly: a storm of readings costs Nest's dispatch twice what it is. */
  reading(message: BrokerMessage): void {
    this.ingest.take('emoncms', message);
  }

  @EventPattern(TOPIC_FILTERS.unknown)
  unknown(@Payload() message: BrokerMessage): void {
    this.ingest.take('unknown', message);
  }
}

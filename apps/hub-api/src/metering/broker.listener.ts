import { TOPIC_FAMILIES } from '@hub/contracts';
import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { IngestService } from '../inputs/ingest.service';
import type { BrokerMessage } from './broker-server';

const QOS = { qos: 1 } as const;

/** One handler per family of topics: Nest calls only the first that matches. */
@Controller()
export class BrokerListener {
  constructor(private readonly ingest: IngestService) {}

  @EventPattern(TOPIC_FAMILIES.meter, QOS)
  meter(@Payload() message: BrokerMessage): void {
    this.ingest.take(message);
  }

  @EventPattern(TOPIC_FAMILIES.club, QOS)
  club(@Payload() message: BrokerMessage): void {
    this.ingest.take(message);
  }

  @EventPattern(TOPIC_FAMILIES.originalMeter, QOS)
  originalMeter(@Payload() message: BrokerMessage): void {
    this.ingest.take(message);
  }

  @EventPattern(TOPIC_FAMILIES.originalAnswer, QOS)
  originalAnswer(@Payload() message: BrokerMessage): void {
    this.ingest.take(message);
  }

  @EventPattern(TOPIC_FAMILIES.emoncms, QOS)
  emoncms(@Payload() message: BrokerMessage): void {
    this.ingest.take(message);
  }
}

import type { BrokerMessage } from '@hub/adapters/mqtt';
import { TOPIC_FILTERS } from '@hub/contracts';
import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { MeterService } from './meter.service';

/** What a meter's gateway publishes, in the hub's own formats and in the original's. */
@Controller()
export class MeterMessagesController {
  constructor(private readonly meter: MeterService) {}

  @EventPattern(TOPIC_FILTERS.meterLive)
  live(@Payload() message: BrokerMessage): void {
    this.meter.hear('meterLive', message);
  }

  @EventPattern(TOPIC_FILTERS.meterHalfHours)
  halfHours(@Payload() message: BrokerMessage): void {
    this.meter.hear('meterHalfHours', message);
  }

  @EventPattern(TOPIC_FILTERS.originalMeter)
  originalRegisters(@Payload() message: BrokerMessage): void {
    this.meter.hear('originalMeter', message);
  }

  @EventPattern(TOPIC_FILTERS.originalAnswer)
  originalPower(@Payload() message: BrokerMessage): void {
    this.meter.hear('originalAnswer', message);
  }
}

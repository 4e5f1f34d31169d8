import type { BrokerMessage } from '@hub/adapters/mqtt';
import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { PairedDevices } from './paired-devices.service';

/** What a plug says of itself when it reaches the broker. */
@Controller()
export class PairedDeviceController {
  constructor(private readonly paired: PairedDevices) {}

  @EventPattern('emon/+/+/describe')
  async described(@Payload() message: BrokerMessage): Promise<void> {
    await this.paired.described(message);
  }
}

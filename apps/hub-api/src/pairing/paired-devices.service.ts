import type { BrokerMessage } from '@hub/adapters/mqtt';
import { DEVICE_TYPE_NAMES } from '@hub/domain/devices';
import { Injectable, Logger } from '@nestjs/common';
import { DEVICE_PREFIX } from '@hub/adapters/mosquitto';
import { DevicesService } from '../devices/devices.service';

/** A name that a plug gives itself. */
const NODE = /^[\w-]{1,32}$/;
const LONGEST_TYPE = 32;

/** A paired plug becomes a device of the household when it first says what it is. */
@Injectable()
export class PairedDevices {
  private readonly logger = new Logger('pairing');

  constructor(private readonly devices: DevicesService) {}

  async described({ topic, payload }: BrokerMessage): Promise<void> {
    const [base = '', account = '', node = ''] = topic.split('/');
    const text = payload.length <= LONGEST_TYPE ? payload.toString('utf8') : '';
    const type = DEVICE_TYPE_NAMES.find((name) => name === text);
    if (!account.startsWith(DEVICE_PREFIX) || !NODE.test(node) || type === undefined) return;
    const device = { type, topic: `${base}/${account}/${node}`, outlet: 1, name: node, room: null, account };
    await this.devices.add(device).catch((error: unknown) => this.logger.error(error));
  }
}

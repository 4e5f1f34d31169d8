import type { FoundDeviceList } from '@hub/contracts';
import { type DeviceMessage, type ZigbeeDevice, zigbeeDevices } from '@hub/domain/devices';
import { Injectable } from '@nestjs/common';
import type { HouseDevice } from './house-device';

/** What the bridges say is behind them. The list is kept by the broker, so it is here soon after a start. */
@Injectable()
export class FoundDevices {
  private readonly lists = new Map<number, readonly ZigbeeDevice[]>();

  take({ id, address }: HouseDevice, { topic, text }: DeviceMessage): void {
    if (topic === `${address.topic}/bridge/devices`) this.lists.set(id, zigbeeDevices(text));
  }

  /** What can be added; none for a device that is no bridge. */
  behind({ id, address }: HouseDevice): FoundDeviceList {
    return {
      found: (this.lists.get(id) ?? []).map((found) => ({ ...found, topic: `${address.topic}/${found.name}` })),
    };
  }
}

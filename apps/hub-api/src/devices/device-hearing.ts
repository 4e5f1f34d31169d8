import type { DeviceMessage, Report } from '@hub/domain/devices';
import { Injectable } from '@nestjs/common';
import { DeviceReadings } from './device-readings';
import { FoundDevices } from './found-devices';
import type { HouseDevice } from './house-device';

/** What else is made of a message: readings to keep, and the list of a bridge. */
@Injectable()
export class DeviceHearing {
  constructor(
    private readonly kept: DeviceReadings,
    private readonly found: FoundDevices,
  ) {}

  readings(device: HouseDevice, said: Report): void {
    this.kept.take(device, said);
  }

  bridge(device: HouseDevice, message: DeviceMessage): void {
    if (device.type.kind === 'bridge') this.found.take(device, message);
  }
}

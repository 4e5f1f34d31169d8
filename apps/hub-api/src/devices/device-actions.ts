import type { ControlRequest, DeviceAccess, DeviceNaming, DeviceRequest, HouseholdDevice } from '@hub/contracts';
import { Injectable } from '@nestjs/common';
import { AuditService } from '../access/audit.service';
import { DevicesService } from './devices.service';

const SWITCHED = { on: 'device-on', off: 'device-off', smart: 'device-smart' } as const;

/** What people do with devices. Each is in the log: by whom, and with which device. */
@Injectable()
export class DeviceActions {
  constructor(
    private readonly devices: DevicesService,
    private readonly audit: AuditService,
  ) {}

  async add(request: DeviceRequest, by: string): Promise<DeviceAccess> {
    const access = await this.devices.addByHand(request, by);
    await this.audit.note(by, 'device-added', access.device.name);
    return access;
  }

  async rename(id: number, naming: DeviceNaming, by: string): Promise<HouseholdDevice> {
    const before = this.devices.one(id);
    const device = await this.devices.rename(id, naming);
    if (device.name !== before.name) await this.audit.note(by, 'device-renamed', `${before.name} → ${device.name}`);
    return device;
  }

  async setControl(id: number, request: ControlRequest, by: string): Promise<HouseholdDevice> {
    const device = await this.devices.setControl(id, request);
    await this.audit.note(by, SWITCHED[request.mode], device.name);
    return device;
  }

  async forget(id: number, by: string): Promise<void> {
    const { name } = this.devices.one(id);
    await this.devices.forget(id);
    await this.audit.note(by, 'device-forgotten', name);
  }
}

import type { AuditAction, PowerCap } from '@hub/contracts';
import { Injectable } from '@nestjs/common';
import { AuditService } from '../access/audit.service';
import { DeviceStore } from '../devices/device-store';
import type { HeldSchedule } from './held-schedule';

/** What people do with schedules is in the hub's log: by whom, and for which device. */
@Injectable()
export class ScheduleAudit {
  constructor(
    private readonly audit: AuditService,
    private readonly devices: DeviceStore,
  ) {}

  /** The power limit of the house was set or removed. */
  noteCap(by: string, { capW }: PowerCap): Promise<void> {
    return capW === null
      ? this.audit.note(by, 'power-cap-removed', '')
      : this.audit.note(by, 'power-cap-set', `${capW / 1_000} kW`);
  }

  /** A schedule outlives a device that was forgotten: then its number stands for the name. */
  note(by: string, action: AuditAction & `schedule-${string}`, { rule }: HeldSchedule): Promise<void> {
    const device = this.devices.all().find(({ id }) => id === rule.deviceId);
    return this.audit.note(by, action, device?.name ?? `${rule.deviceId}`);
  }
}

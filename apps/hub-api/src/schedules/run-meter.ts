import type { ScheduleRule } from '@hub/contracts';
import { measuredWh, type OpenRun, profileMeanW } from '@hub/domain/schedules';
import type { Instant } from '@hub/domain/time';
import { Injectable, Logger } from '@nestjs/common';
import { DeviceEnergyService } from '../devices/device-energy.service';

/** What a run took, as its device measured it. */
@Injectable()
export class RunMeter {
  private readonly logger = new Logger('schedules');

  constructor(private readonly energy: DeviceEnergyService) {}

  /** The device's total register now; undefined where it has none. */
  registerKWh(deviceId: number): number | undefined {
    return this.energy.registerNow(deviceId);
  }

  /** The device answers, and is not on as planned. */
  saysOff(deviceId: number, now: Instant): boolean {
    return this.energy.saysOff(deviceId, now);
  }

  /** Energy of a run until `end`; what was not measured counts with the power that the household stated. */
  async wh(
    { start, registerKWh: from }: OpenRun,
    end: Instant,
    { deviceId, powerW, task }: ScheduleRule,
  ): Promise<number> {
    const to = this.registerKWh(deviceId);
    const registerKWh = from === undefined || to === undefined ? null : { from, to };
    const statedW = task.kind === 'profile' ? profileMeanW(task.phases) : powerW;
    return measuredWh({ start, end, registerKWh, powers: await this.powers(deviceId, start, end), powerW: statedW });
  }

  private async powers(
    deviceId: number,
    start: Instant,
    end: Instant,
  ): ReturnType<DeviceEnergyService['powerBetween']> {
    try {
      return await this.energy.powerBetween(deviceId, start, end);
    } catch (error) {
      this.logger.warn(`the power of device ${deviceId} cannot be read: ${String(error)}`);
      return [];
    }
  }
}

import { liveStamp, sources } from '@hub/contracts';
import type { Report } from '@hub/domain/devices';
import { type Source } from '@hub/domain/metering';
import { Inject, Injectable } from '@nestjs/common';
import { Registrar } from '../inputs/registrar';
import { MeterService } from '../metering/meter.service';
import { CLOCK, type Clock } from '../ports/ports';
import type { HouseDevice } from './house-device';

/** Power of a plug is for a glance back, its register for the bill: neither earns a point every ten seconds on the card. */
const POWER_EVERY_S = 60;
const ENERGY_EVERY_S = 300;
/** A meter of the household's own is shown while no other meter has spoken for this long. */
const OTHER_METER_S = 300;

/** Node of a device's inputs. */
export const deviceNode = (id: number): string => `device:${id}`;

const source = (id: number, name: string, unit: string, intervalS: number): Source => ({
  node: deviceNode(id),
  name,
  unit,
  intervalS,
  durable: false,
  logged: true,
});

/** Keeps what devices measure. */
@Injectable()
export class DeviceReadings {
  constructor(
    private readonly registrar: Registrar,
    private readonly meter: MeterService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  take(device: HouseDevice, said: Report): void {
    const time = liveStamp(said.measuredAt, { receivedAt: this.clock() });
    // A device whose clock is wrong says nothing that could be kept.
    if (typeof time === 'string') return;
    if (device.type.kind === 'meter') this.takeMeter(device, said, time);
    else this.takeDevice(device.id, said, time);
  }

  private takeDevice(id: number, { powerW, energyKWh }: Report, time: number): void {
    if (powerW !== undefined) this.registrar.write(source(id, 'power', 'W', POWER_EVERY_S), [{ time, value: powerW }]);
    if (energyKWh !== undefined)
      this.registrar.write(source(id, 'energy', 'kWh', ENERGY_EVERY_S), [{ time, value: energyKWh }]);
  }

  /** A meter of the household: its power is the household's, unless a gateway reads the settlement meter. */
  private takeMeter({ id, typeName }: HouseDevice, { powerW, energyKWh, exportKWh }: Report, time: number): void {
    const serial = `${typeName}-${id}`;
    const { now } = this.meter;
    if (now && now.serial !== serial && time - (now.time ?? 0) < OTHER_METER_S) return;
    const values = [
      [sources.power(serial), powerW],
      [sources.importTotal(serial), energyKWh],
      [sources.exportTotal(serial), exportKWh],
    ] as const;
    for (const [input, value] of values) if (value !== undefined) this.registrar.write(input, [{ time, value }]);
    this.meter.take({
      serial,
      time,
      ...(powerW !== undefined && { powerW }),
      ...(energyKWh !== undefined && { importKWh: energyKWh }),
      ...(exportKWh !== undefined && { exportKWh }),
    });
  }
}
